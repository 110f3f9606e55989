package io.countersign.ledger.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.Priority;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.incident.IncidentInbox.AlertGroup;
import io.countersign.ledger.incident.IncidentInbox.AlertRow;
import io.countersign.ledger.incident.IncidentInbox.Blamed;
import io.countersign.ledger.incident.IncidentInbox.Detail;
import io.countersign.ledger.incident.IncidentInbox.Diagnosed;
import io.countersign.ledger.incident.IncidentInbox.Failing;
import io.countersign.ledger.incident.IncidentInbox.Held;
import io.countersign.ledger.incident.IncidentInbox.Note;
import io.countersign.ledger.incident.IncidentInbox.Row;
import io.countersign.ledger.incident.IncidentInbox.State;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts incidents together from the view's tables and from the events that they point to. */
final class IncidentRows {
  private static final String ROWS =
      """
      select i.*, a.alerts, a.firing, a.severity, a.entities, a.burning, r.remediations
      from view_incident i
      cross join lateral (
        select count(*) as alerts,
          count(*) filter (where v.status = 'FIRING') as firing,
          (array_agg(m.severity order by array_position(
            array['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'NONE'], m.severity)))[1] as severity,
          array_agg(distinct m.entity order by m.entity) as entities,
          array_agg(distinct m.entity order by m.entity) filter (where m.signal = 'slo') as burning
        from view_incident_alert m left join view_alert v using (alert_id)
        where m.incident_id = i.incident_id) a
      cross join lateral (
        select array_agg(remediation_id order by position) as remediations
        from view_remediation where incident_id = i.incident_id) r
      """;

  private IncidentRows() {}

  /**
   * @param condition on {@code i}, a row of {@code view_incident}, with the order of the list
   */
  static List<Row> list(ViewQuery query, String condition, @Nullable Object... values) {
    var recorded = IncidentBackground.read(query, condition, values);
    return query.list(ROWS + "where " + condition, row -> row(row, recorded), values);
  }

  /** With all that belongs to it. */
  static Detail detail(ViewQuery query, Row row, int alerts) {
    var id = row.id();
    return new Detail(
        row,
        groups(query, id),
        alerts(query, id, alerts),
        diagnoses(query, id),
        notes(query, id),
        row.state() == State.OPEN ? failing(query, id) : List.of(),
        held(query, id));
  }

  private static List<AlertGroup> groups(ViewQuery query, String incident) {
    return query.list(
        """
        select m.name, m.severity, coalesce(v.status, 'FIRING') as status, count(*) as alerts,
          count(distinct m.entity) as entities, min(m.starts_at) as first_at,
          count(*) filter (where quiet.mute_id is null) as audible, max(m.starts_at) as last_at
        from view_incident_alert m left join view_alert v using (alert_id)
        %s
        where m.incident_id = ? group by 1, 2, 3 order by alerts desc, 1, 2, 3\
        """
            .formatted(Mutes.FITTING),
        IncidentRows::group,
        incident);
  }

  private static AlertGroup group(SqlRow row) {
    return new AlertGroup(
        row.text("name"),
        row.constant("severity", Severity.class),
        row.constant("status", Status.class),
        row.intValue("alerts"),
        row.intValue("entities"),
        row.intValue("audible"),
        row.instant("first_at"),
        row.instant("last_at"));
  }

  private static List<AlertRow> alerts(ViewQuery query, String incident, int most) {
    return query.list(
        """
        select m.*, coalesce(v.status, 'FIRING') as status, quiet.mute_id as quiet_by
        from view_incident_alert m left join view_alert v using (alert_id)
        %s
        where m.incident_id = ? order by m.position, m.alert_id limit ?\
        """
            .formatted(Mutes.FITTING),
        IncidentRows::alert,
        incident,
        most);
  }

  private static List<Diagnosed> diagnoses(ViewQuery query, String incident) {
    return query
        .events(
            "select "
                + EventReader.COLUMNS
                + " from event where global_index in"
                + " (select position from view_incident_diagnosis where incident_id = ?)"
                + " order by global_index",
            incident)
        .stream()
        .map(e -> new Diagnosed(e.at(), ((DiagnosisMade) e.event()).diagnosis()))
        .toList();
  }

  private static List<Note> notes(ViewQuery query, String incident) {
    return query.list(
        "select * from view_incident_note where incident_id = ? order by position",
        IncidentRows::note,
        incident);
  }

  private static List<Failing> failing(ViewQuery query, String incident) {
    return query.list(
        "select * from view_incident_failure where incident_id = ? and failures > 0 order by since,"
            + " work",
        row ->
            new Failing(
                row.constant("work", IncidentWork.class),
                row.text("reason"),
                row.intValue("failures"),
                row.instant("since"),
                row.instantOrNull("next_at")),
        incident);
  }

  private static List<Held> held(ViewQuery query, String incident) {
    return query.list(
        "select * from view_remediation where incident_id = ? and held is not null order by"
            + " position",
        row -> new Held(row.text("remediation_id"), row.texts("held"), row.instant("closed_at")),
        incident);
  }

  private static @Nullable Priority priority(SqlRow row) {
    var said = row.textOrNull("priority");
    return said == null ? null : Priority.valueOf(said);
  }

  private static Row row(SqlRow row, Map<String, IncidentBackground> recorded) {
    var id = row.text("incident_id");
    var background = Objects.requireNonNull(recorded.get(id));
    return new Row(
        id,
        row.longValue("position"),
        row.text("title"),
        row.constant("state", State.class),
        row.constant("severity", Severity.class),
        row.text("environment"),
        row.texts("entities"),
        row.texts("burning"),
        row.intValue("alerts"),
        row.intValue("firing"),
        row.instant("opened_at"),
        row.instantOrNull("closed_at"),
        row.textOrNull("acknowledged_by"),
        row.textOrNull("assignee"),
        row.textOrNull("commander"),
        priority(row),
        row.textOrNull("escalation"),
        row.instantOrNull("escalated_at"),
        blamed(row),
        row.intValue("diagnosis"),
        row.texts("remediations"),
        row.textOrNull("merged_into"),
        row.textOrNull("remedied_by"),
        row.textOrNull("overridden_by"),
        background.first(),
        background.latest());
  }

  private static @Nullable Blamed blamed(SqlRow row) {
    var entity = row.textOrNull("cause_entity");
    return entity == null
        ? null
        : new Blamed(
            entity,
            row.constant("cause_kind", Cause.Kind.class),
            row.textOrNull("cause_change"),
            row.intValue("cause_score"));
  }

  private static AlertRow alert(SqlRow row) {
    return new AlertRow(
        row.text("alert_id"),
        row.text("name"),
        row.text("entity"),
        row.constant("severity", Severity.class),
        row.text("signal"),
        row.constant("status", Status.class),
        row.instant("starts_at"),
        row.textOrNull("quiet_by"));
  }

  private static Note note(SqlRow row) {
    return new Note(
        row.instant("at"),
        row.text("author"),
        new BlobRef(new Digest(row.text("digest")), row.longValue("size"), row.text("media_type")));
  }
}
