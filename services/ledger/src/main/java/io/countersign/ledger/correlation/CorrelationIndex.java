package io.countersign.ledger.correlation;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.correlation.KnownIncident;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The incidents and what they hold, as far as the correlator has read. It's also written ahead of
 * the stream, when an alert has been placed: everything here may be told twice.
 */
final class CorrelationIndex {
  /** One representative alert and the incident that it stands for. */
  private record Member(
      IncidentId incident, Instant openedAt, @Nullable Instant closedAt, IncidentAlert alert) {}

  /** How long a closed incident is known: alerts aren't told later than that. */
  private static final Duration MEMORY = Duration.ofDays(1);

  /** How long a closed incident and its alerts stay in the index: far longer than anybody asks. */
  private static final Duration RETENTION = Duration.ofDays(30);

  static final List<String> TABLES =
      List.of("correlation_incident", "correlation_alert", "correlation_member");

  private static final String OPENED =
      """
      insert into correlation_incident (incident_id, opened_at, open)
      values (?, ?, true) on conflict do nothing\
      """;
  private static final String HELD =
      """
      insert into correlation_alert (alert_id, incident_id, entity, name, severity, signal, starts_at,
        group_key, group_by)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (alert_id) do update set incident_id = excluded.incident_id\
      """;
  private static final String MEMBER =
      """
      insert into correlation_member (entity, incident_id, signal, alert_id)
      values (?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String CLOSED =
      """
      update correlation_incident set open = false, closed_at = ?, cause = null
      where incident_id = ?\
      """;
  private static final String FORGOTTEN =
      """
      delete from correlation_member where incident_id in (
        select incident_id from correlation_incident where closed_at < ?)\
      """;

  /** A few at a time, so that no closing has to wait for what was closed long ago. */
  private static final String PRUNED =
      """
      with old as (
        select incident_id from correlation_incident where closed_at < ?
        order by closed_at limit 20),
      alerts as (
        delete from correlation_alert where incident_id in (select incident_id from old)),
      members as (
        delete from correlation_member where incident_id in (select incident_id from old))
      delete from correlation_incident where incident_id in (select incident_id from old)\
      """;

  private static final String NEAR =
      """
      select i.incident_id, i.opened_at, i.closed_at,
        a.alert_id, a.entity, a.name, a.severity, a.signal, a.starts_at, a.group_key, a.group_by
      from correlation_member m
      join correlation_incident i using (incident_id)
      cross join lateral (
        (select * from correlation_alert it
         where it.incident_id = m.incident_id and it.entity = m.entity and it.signal = m.signal
           and it.starts_at <= ? order by it.starts_at desc, it.alert_id limit 1)
        union all
        (select * from correlation_alert it
         where it.incident_id = m.incident_id and it.entity = m.entity and it.signal = m.signal
           and it.starts_at > ? order by it.starts_at, it.alert_id limit 1)) a
      where m.entity = any(?) and (i.open or i.closed_at >= ?)
      order by i.opened_at, i.incident_id, m.entity, m.signal, a.starts_at, a.alert_id\
      """;
  private static final String OF_GROUP =
      """
      (select i.opened_at, i.closed_at, a.*
       from correlation_alert a join correlation_incident i using (incident_id)
       where a.group_key = ? and a.starts_at between ? and ? and i.open
       order by a.starts_at desc, a.alert_id desc limit 8)
      union all
      (select i.opened_at, i.closed_at, a.*
       from correlation_alert a join correlation_incident i using (incident_id)
       where a.group_key = ? and a.starts_at > ? and a.starts_at <= ? and i.open
       order by a.starts_at, a.alert_id limit 8)\
      """;
  private static final String SAME_CAUSE =
      """
      select i.incident_id from correlation_incident i
      join correlation_incident me on me.cause = i.cause
      where i.open and me.open and me.incident_id = ?
      order by i.opened_at, i.incident_id\
      """;

  private final SqlConnection sql;

  CorrelationIndex(SqlConnection sql) {
    this.sql = sql;
  }

  /**
   * Takes in what the stream says.
   *
   * @param at when it was recorded
   */
  void absorb(IncidentEvent event, Instant at) {
    switch (event) {
      case IncidentEvent.Opened e -> opened(e.incident(), e.first(), e.at());
      case IncidentEvent.AlertAttached e -> attached(e.incident(), e.alert());
      case IncidentEvent.Merged e -> merged(e.incident());
      case IncidentEvent.Recovered e -> closed(e.incident(), at);
      case IncidentEvent.Resolved e -> closed(e.incident(), at);
      case IncidentEvent.Reopened e -> reopened(e.incident(), at);
      case IncidentEvent.DiagnosisMade e -> diagnosed(e.incident(), e.diagnosis());
      case IncidentEvent.EvidenceGathered _,
          IncidentEvent.Escalated _,
          IncidentEvent.WorkFailed _,
          IncidentEvent.WorkResumed _,
          IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.PrioritySet _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Noted _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {}
    }
  }

  void opened(IncidentId incident, IncidentAlert first, Instant at) {
    sql.execute(OPENED, incident, at);
    attached(incident, first);
  }

  void attached(IncidentId incident, IncidentAlert alert) {
    sql.execute(
        HELD,
        alert.alert(),
        incident,
        alert.entity(),
        alert.name(),
        alert.severity(),
        alert.signal(),
        alert.startsAt(),
        GroupColumns.key(alert.group()),
        GroupColumns.by(alert.group()));
    sql.execute(MEMBER, alert.entity(), incident, alert.signal(), alert.alert());
  }

  void closed(IncidentId incident, Instant at) {
    sql.execute(CLOSED, at, incident);
    sql.execute(FORGOTTEN, at.minus(MEMORY));
    sql.execute(PRUNED, at.minus(RETENTION));
  }

  /** It has just been found not to be open any more; when it was closed, the stream will tell. */
  void notOpen(IncidentId incident, Instant now) {
    var query = "select 1 from correlation_incident where incident_id = ? and open";
    if (sql.exists(query, incident)) {
      closed(incident, now);
    }
  }

  /** It's over, and nothing is its echo: its alerts live on in another one. */
  void merged(IncidentId incident) {
    sql.execute(CLOSED, null, incident);
    sql.execute("delete from correlation_member where incident_id = ?", incident);
  }

  /** It may have been closed for so long that it's known no more. */
  private void reopened(IncidentId incident, Instant at) {
    sql.execute(
        """
        insert into correlation_incident (incident_id, opened_at, open) values (?, ?, true)
        on conflict (incident_id) do update set open = true, closed_at = null\
        """,
        incident,
        at);
    for (var alert : alerts(incident)) {
      sql.execute(MEMBER, alert.entity(), incident, alert.signal(), alert.alert());
    }
  }

  private void diagnosed(IncidentId incident, Diagnosis diagnosis) {
    var cause = diagnosis.cause().map(it -> it.kind() + " " + it.entity()).orElse(null);
    sql.execute("update correlation_incident set cause = ? where incident_id = ?", cause, incident);
  }

  /** Open incidents that the last diagnoses blame on the same as this one's, the oldest first. */
  List<IncidentId> sameCause(IncidentId incident) {
    return sql.list(SAME_CAUSE, row -> new IncidentId(row.text("incident_id")), incident);
  }

  /** Undoes a placement that was refused. */
  void released(AlertId alert) {
    sql.execute("delete from correlation_alert where alert_id = ?", alert);
  }

  boolean isPlaced(AlertId alert) {
    var query = "select 1 from correlation_alert where alert_id = ?";
    return sql.exists(query, alert);
  }

  /**
   * Incidents that are open, or were closed not before {@code since}, and hold an alert about one
   * of these. Of all alerts about one entity with one signal those that began nearest to {@code
   * began}, before and after: no tie needs others. Beside them the open ones that hold an alert of
   * the same group which began within the window; of those alerts the few that are nearest.
   */
  List<KnownIncident> near(
      IncidentAlert alert, Collection<EntityId> entities, Instant since, Duration groupWindow) {
    var names = entities.stream().map(EntityId::toString).toArray(String[]::new);
    var began = alert.startsAt();
    var found =
        new ArrayList<>(sql.list(NEAR, CorrelationIndex::member, began, began, names, since));
    var group = alert.group();
    if (group != null && !groupWindow.isZero()) {
      found.addAll(ofGroup(group, began, groupWindow));
    }
    return known(found);
  }

  private List<Member> ofGroup(SourceGroup group, Instant began, Duration window) {
    return sql.list(
        OF_GROUP,
        CorrelationIndex::member,
        group.key(),
        began.minus(window),
        began,
        group.key(),
        began,
        began.plus(window));
  }

  private static List<KnownIncident> known(List<Member> found) {
    var members = new LinkedHashMap<IncidentId, List<Member>>();
    for (var member : found) {
      members.computeIfAbsent(member.incident(), _ -> new ArrayList<>()).add(member);
    }
    return members.values().stream().map(CorrelationIndex::incident).toList();
  }

  /** Everything that an incident holds. */
  List<IncidentAlert> alerts(IncidentId incident) {
    var query =
        "select * from correlation_alert where incident_id = ? order by starts_at, alert_id";
    return sql.list(query, CorrelationIndex::alert, incident);
  }

  private static KnownIncident incident(List<Member> members) {
    var any = members.getFirst();
    var alerts = members.stream().map(Member::alert).toList();
    return new KnownIncident(any.incident(), any.openedAt(), any.closedAt(), alerts);
  }

  private static Member member(SqlRow row) {
    return new Member(
        new IncidentId(row.text("incident_id")),
        row.instant("opened_at"),
        row.instantOrNull("closed_at"),
        alert(row));
  }

  private static IncidentAlert alert(SqlRow row) {
    return new IncidentAlert(
        new AlertId(row.text("alert_id")),
        EntityId.parse(row.text("entity")),
        row.text("name"),
        row.constant("severity", Severity.class),
        row.text("signal"),
        row.instant("starts_at"),
        GroupColumns.read(row));
  }
}
