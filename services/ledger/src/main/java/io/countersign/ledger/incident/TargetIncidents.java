package io.countersign.ledger.incident;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Optional;

/** The incidents that policy looks at, as the facts say: all of them, as of now. */
public final class TargetIncidents {
  private static final String WEIGHT =
      """
      select count(*) as alerts, (array_agg(severity order by array_position(
          array['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'NONE'], severity)))[1] as severity
      from incident_alert_fact where incident = ? having count(*) > 0\
      """;

  private static final String OTHERS =
      """
      select count(*) as many
      from incident_entity e join incident_fact f on f.incident = e.incident and f.open
      where e.entity = ? and e.incident <> ?\
      """;

  /** One by one, by {@code offset 0}: else it looks through all spans of those days. */
  static final String MINUTES_OPEN =
      """
      select coalesce(ceil(sum(extract(epoch from upper(span) - lower(span))) / 60), 0)::int minutes
      from (select unnest(range_agg(
          tstzrange(greatest(s.opened_at, ?), least(coalesce(s.closed_at, ?), ?)))) as span
        from (select incident from incident_entity where entity = ?
          union select incident from incident_fact where cause = ?) i
        cross join lateral (select opened_at, closed_at from incident_span
          where incident = i.incident and opened_at < ? and coalesce(closed_at, 'infinity') > ?
          offset 0) s) as spans\
      """;

  /**
   * What is wrong.
   *
   * @param alerts how many belong to it
   * @param severity the worst of theirs
   */
  public record Weight(int alerts, Severity severity) {}

  private final Transactions transactions;

  public TargetIncidents(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Empty for one that isn't known. */
  public Optional<Weight> weight(String incident) {
    return transactions.call(
        sql ->
            sql.first(
                WEIGHT,
                row ->
                    new Weight(
                        (int) row.longValue("alerts"), row.constant("severity", Severity.class)),
                incident));
  }

  /** How many incidents but this one are open and have an alert of an entity. */
  public int othersOn(EntityId entity, String incident) {
    return transactions.call(
        sql ->
            sql.first(OTHERS, row -> (int) row.longValue("many"), entity, incident).orElseThrow());
  }

  /**
   * How many minutes between two instants an incident was open, one or several, that has an alert
   * of the entity or is blamed on it.
   */
  public int minutesOpen(EntityId entity, Instant from, Instant until) {
    return transactions.call(
        sql ->
            sql.first(
                    MINUTES_OPEN,
                    row -> row.intValue("minutes"),
                    from,
                    until,
                    until,
                    entity,
                    entity,
                    until,
                    from)
                .orElseThrow());
  }
}
