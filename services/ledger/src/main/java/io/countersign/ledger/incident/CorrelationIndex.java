package io.countersign.ledger.incident;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.IncidentAlert;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentId;
import io.countersign.domain.incident.OpenIncidentSummary;
import io.countersign.ledger.view.Look;
import io.countersign.ledger.view.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are open and what they hold, as far as the correlator has read. It's also written
 * ahead of the stream, when an alert has been placed: everything here may be told twice.
 */
final class CorrelationIndex {
  /** One representative alert and the incident that it stands for. */
  private record Member(
      IncidentId incident, Instant openedAt, Instant joinedAt, IncidentAlert alert) {}

  private static final String OPENED =
      """
      insert into correlation_incident (incident_id, opened_at, joined_at, open)
      values (?, ?, ?, true) on conflict do nothing\
      """;
  private static final String HELD =
      """
      insert into correlation_alert (alert_id, incident_id, entity, name, severity, signal, starts_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (alert_id) do update set incident_id = excluded.incident_id\
      """;
  private static final String MEMBER =
      """
      insert into correlation_member (entity, incident_id, signal, alert_id)
      select ?, incident_id, ?, ? from correlation_incident where incident_id = ? and open
      on conflict do nothing\
      """;
  private static final String JOINED =
      """
      update correlation_incident set joined_at = greatest(joined_at, ?::timestamptz)
      where incident_id = ?\
      """;
  private static final String MEMBERS_AGAIN =
      """
      insert into correlation_member (entity, incident_id, signal, alert_id)
      select entity, incident_id, signal, min(alert_id) from correlation_alert
      where incident_id = ? group by entity, incident_id, signal on conflict do nothing\
      """;
  private static final String NEAR =
      """
      select i.incident_id, i.opened_at, i.joined_at,
        a.alert_id, a.entity, a.name, a.severity, a.signal, a.starts_at
      from correlation_member m
      join correlation_incident i using (incident_id)
      join correlation_alert a using (alert_id)
      where m.entity = any(?) and i.open
      order by i.opened_at, i.incident_id, m.entity, m.signal\
      """;

  private final Connection connection;
  private final Look look;

  CorrelationIndex(Connection connection) {
    this.connection = connection;
    look = new Look(connection);
  }

  /** Takes in what the stream says. */
  void absorb(IncidentEvent event) throws SQLException {
    switch (event) {
      case IncidentEvent.Opened e -> opened(e.incident(), e.first(), e.at());
      case IncidentEvent.AlertAttached e -> attached(e.incident(), e.alert(), e.at());
      case IncidentEvent.Merged e -> closed(e.incident());
      case IncidentEvent.Recovered e -> closed(e.incident());
      case IncidentEvent.Resolved e -> closed(e.incident());
      case IncidentEvent.Reopened e -> reopened(e.incident());
      case IncidentEvent.EvidenceGathered _,
          IncidentEvent.DiagnosisMade _,
          IncidentEvent.Escalated _,
          IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.Noted _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {}
    }
  }

  void opened(IncidentId incident, IncidentAlert first, Instant at) throws SQLException {
    write(OPENED, incident, at, at);
    attached(incident, first, at);
  }

  void attached(IncidentId incident, IncidentAlert alert, Instant at) throws SQLException {
    write(
        HELD,
        alert.alert(),
        incident,
        alert.entity(),
        alert.name(),
        alert.severity(),
        alert.signal(),
        alert.startsAt());
    write(MEMBER, alert.entity(), alert.signal(), alert.alert(), incident);
    write(JOINED, at, incident);
  }

  void closed(IncidentId incident) throws SQLException {
    write("update correlation_incident set open = false where incident_id = ?", incident);
    write("delete from correlation_member where incident_id = ?", incident);
  }

  private void reopened(IncidentId incident) throws SQLException {
    write("update correlation_incident set open = true where incident_id = ?", incident);
    write(MEMBERS_AGAIN, incident);
  }

  /** Undoes a placement that was refused. */
  void released(AlertId alert) throws SQLException {
    write("delete from correlation_alert where alert_id = ?", alert);
  }

  boolean isPlaced(AlertId alert) {
    var sql = "select 1 from correlation_alert where alert_id = ?";
    return look.one(sql, row -> true, alert).isPresent();
  }

  /** Open incidents that hold an alert about one of these, the oldest first. */
  List<OpenIncidentSummary> near(Collection<EntityId> entities) {
    var names = entities.stream().map(EntityId::toString).toArray(String[]::new);
    var members = new LinkedHashMap<IncidentId, List<Member>>();
    for (var member : look.list(NEAR, CorrelationIndex::member, (Object) names)) {
      members.computeIfAbsent(member.incident(), _ -> new ArrayList<>()).add(member);
    }
    return members.values().stream().map(CorrelationIndex::summary).toList();
  }

  /** Everything that an incident holds. */
  List<IncidentAlert> alerts(IncidentId incident) {
    var sql = "select * from correlation_alert where incident_id = ? order by starts_at, alert_id";
    return look.list(sql, CorrelationIndex::alert, incident);
  }

  private static OpenIncidentSummary summary(List<Member> members) {
    var any = members.getFirst();
    var alerts = members.stream().map(Member::alert).toList();
    return new OpenIncidentSummary(any.incident(), any.openedAt(), any.joinedAt(), alerts);
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        new IncidentId(row.getString("incident_id")),
        Sql.instant(row, "opened_at"),
        Sql.instant(row, "joined_at"),
        alert(row));
  }

  private static IncidentAlert alert(ResultSet row) throws SQLException {
    return new IncidentAlert(
        new AlertId(row.getString("alert_id")),
        EntityId.parse(row.getString("entity")),
        row.getString("name"),
        Severity.valueOf(row.getString("severity")),
        row.getString("signal"),
        Sql.instant(row, "starts_at"));
  }

  private void write(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values);
      statement.executeUpdate();
    }
  }
}
