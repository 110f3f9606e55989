package io.countersign.ledger.incident;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.IncidentRemedy;
import io.countersign.domain.incident.course.RemedyHistory;
import io.countersign.domain.incident.course.RemedyPhase;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reader of the facts that an incident's course goes by: none of them is a view's. */
public final class IncidentCourseReader {
  /** In the words and the order of the index, which is used then whatever statistics say. */
  static final String FIRING =
      """
      select 'firing' from alert_seen
      where incident = ? and last and (status = 'FIRING' or held <> '')
      order by alert_id limit 1\
      """;

  private final Transactions transactions;

  public IncidentCourseReader(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All of one moment. It costs the same however many alerts the incident has. */
  public IncidentCourseFacts facts(IncidentId incident) {
    return transactions.call(
        sql ->
            new IncidentCourseFacts(
                remedies(incident, sql),
                firing(incident, sql),
                lastHeard(incident, sql),
                diagnosedAt(incident, sql)));
  }

  /** The incident that an alert was placed in, if it was by now. */
  public Optional<IncidentId> holder(AlertId alert) {
    var query = "select incident from alert_seen where alert_id = ? and incident is not null";
    return transactions.call(
        sql ->
            sql.list(query, row -> new IncidentId(row.text("incident")), alert).stream()
                .findFirst());
  }

  public RemedyHistory remedies(IncidentId incident) {
    return transactions.call(sql -> remedies(incident, sql));
  }

  private static RemedyHistory remedies(IncidentId incident, SqlConnection sql) {
    var query = "select * from incident_remedy where incident = ? order by ordinal desc";
    return new RemedyHistory(sql.list(query, IncidentCourseReader::remedy, incident));
  }

  private static IncidentRemedy remedy(SqlRow row) {
    var endedAt = row.instantOrNull("ended_at");
    var because = Objects.requireNonNullElse(row.textOrNull("because"), "");
    return new IncidentRemedy(
        row.text("remediation"),
        row.intValue("diagnosis"),
        terms(row),
        row.constant("phase", RemedyPhase.class),
        row.flag("stop_requested"),
        row.flag("refuted"),
        endedAt == null ? null : new IncidentRemedy.End(endedAt, because));
  }

  private static IncidentRemedy.Terms terms(SqlRow row) {
    return new IncidentRemedy.Terms(
        row.texts("targets").stream().map(EntityId::parse).collect(Collectors.toSet()),
        Duration.ofSeconds(row.intValue("stability_seconds")),
        row.flag("undoable"));
  }

  private static boolean firing(IncidentId incident, SqlConnection sql) {
    return sql.exists(FIRING, incident);
  }

  private static Instant lastHeard(IncidentId incident, SqlConnection sql) {
    var query = "select heard_at from loop_due where kind = 'INCIDENT' and id = ?";
    return sql
        .list(query, row -> Optional.ofNullable(row.instantOrNull("heard_at")), incident)
        .stream()
        .findFirst()
        .flatMap(at -> at)
        .orElse(Instant.EPOCH);
  }

  private static Instant diagnosedAt(IncidentId incident, SqlConnection sql) {
    var query = "select diagnosed_at from incident_fact where incident = ?";
    return sql
        .list(query, row -> Optional.ofNullable(row.instantOrNull("diagnosed_at")), incident)
        .stream()
        .findFirst()
        .flatMap(at -> at)
        .orElse(Instant.EPOCH);
  }
}
