package io.countersign.ledger.alert;

import io.countersign.domain.access.Sight;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.View;
import io.countersign.ledger.access.SightCondition;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.intake.Irregularities;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All alerts, newest first. */
public final class Alerts {
  /**
   * One episode.
   *
   * @param position where it was first recorded
   * @param fingerprint like severity, signal and startsAt unknown for what was suppressed
   * @param reason why it was suppressed, or taken for over though its source didn't say so
   * @param count how often it was told, at least
   * @param mute the mute that it fits now, the one that ends last; null for none
   * @param heldBackBy the mute that held it back when it was first told
   * @param namedBy null for one that came as it should
   * @param adjustments what was done to it so that it could be kept
   */
  public record Row(
      String id,
      long position,
      String integration,
      @Nullable String fingerprint,
      String name,
      @Nullable Severity severity,
      String entity,
      @Nullable String signal,
      Status status,
      @Nullable String reason,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      long count,
      @Nullable Instant lastSeen,
      Map<String, String> labels,
      @Nullable String mute,
      @Nullable String heldBackBy,
      @Nullable NamedBy namedBy,
      List<String> adjustments) {
    public Row {
      adjustments = List.copyOf(adjustments);
      labels = Map.copyOf(labels);
    }
  }

  private static final String ROWS =
      """
      select v.*, coalesce(s.count, 0) as told, s.last_seen, quiet.mute_id as quiet_by,
        h.mute_id as held_by
      from view_alert v left join alert_seen s using (alert_id)
      left join view_alert_mute h using (alert_id)
      %s\
      """
          .formatted(Mutes.FITTING);

  static final String KNOWN = "select from view_alert v where ";

  private static final String IN_SIGHT = SightCondition.of("select v.entity");

  private final ViewReader views;
  private final Irregularities irregularities;

  public Alerts(DataSource source) {
    views = new ViewReader(source);
    irregularities = new Irregularities(views, "view_alert", "integration", "starts_at");
  }

  /** The writer of what this reads. */
  public static View view() {
    return new AlertsProjection();
  }

  /**
   * @param status null for all
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(@Nullable Status status, Page.Request request) {
    return list(status, Sight.EVERYTHING, request);
  }

  /** Those that somebody may see. */
  public Page<Row> list(@Nullable Status status, Sight sight, Page.Request request) {
    var where =
        new QueryConditions()
            .and("v.position < ?", request.before())
            .and(IN_SIGHT, SightCondition.value(sight));
    if (status == Status.FIRING) {
      where.and("v.status = 'FIRING'"); // literally: that's how the partial index is found
    } else {
      where.and("v.status = ?", status);
    }
    var sql = ROWS + "where " + where.sql() + " order by v.position desc limit ?";
    var found = views.read(query -> query.list(sql, Alerts::row, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  /** How many began in an environment since then, by the integration that told of them. */
  public Map<String, Long> inEnvironment(String environment, Instant since) {
    return views
        .read(
            query ->
                query.list(
                    """
                    select integration, count(*) as told from view_alert
                    where named_by is not null and starts_at >= ? and split_part(entity, '/', 2) = ?
                    group by 1\
                    """,
                    row -> Map.entry(row.text("integration"), row.longValue("told")),
                    since,
                    environment))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether an alert was ever told that a mute like this would fit; null for what isn't asked. */
  public boolean isKnown(
      @Nullable String entity, @Nullable String name, @Nullable String fingerprint) {
    var where =
        new QueryConditions()
            .and("v.entity = ?", entity)
            .and("v.name = ?", name)
            .and("v.fingerprint = ?", fingerprint);
    var sql = KNOWN + where.sql() + " limit 1";
    return views.read(query -> query.exists(sql, where.values()));
  }

  public Optional<Row> find(String alert) {
    return views.read(query -> query.first(ROWS + "where v.alert_id = ?", Alerts::row, alert));
  }

  private static Row row(SqlRow row) {
    return new Row(
        row.text("alert_id"),
        row.longValue("position"),
        row.text("integration"),
        row.textOrNull("fingerprint"),
        row.text("name"),
        row.constantOrNull("severity", Severity.class),
        row.text("entity"),
        row.textOrNull("signal"),
        row.constant("status", Status.class),
        row.textOrNull("reason"),
        row.instantOrNull("starts_at"),
        row.instantOrNull("ends_at"),
        row.longValue("told"),
        row.instantOrNull("last_seen"),
        labels(row.text("labels")),
        row.textOrNull("quiet_by"),
        row.textOrNull("held_by"),
        row.constantOrNull("named_by", NamedBy.class),
        words(row.textOrNull("adjustments")));
  }

  private static List<String> words(@Nullable String joined) {
    return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }

  /** The counts of those that didn't come as they should. */
  public Irregularities irregularities() {
    return irregularities;
  }

  private static Map<String, String> labels(String json) {
    var labels = new TreeMap<String, String>();
    DomainJson.tree(json)
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
    return labels;
  }
}
