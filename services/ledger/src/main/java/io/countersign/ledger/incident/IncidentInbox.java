package io.countersign.ledger.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.ledger.View;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All incidents, newest first, and each of them in full. */
public final class IncidentInbox {
  /** The state that a list shows of an incident. */
  public enum State {
    OPEN,
    RESOLVED,
    RECOVERED,
    MERGED
  }

  /** The incidents that are asked for. */
  public enum Filter {
    ALL("true"),
    OPEN("i.state = 'OPEN'"),
    CLOSED("i.state <> 'OPEN'");

    private final String sql;

    Filter(String sql) {
      this.sql = sql;
    }
  }

  /** The cause that the last diagnosis blames, when it was decided. */
  public record Blamed(String entity, Cause.Kind kind, @Nullable String change, int score) {}

  /**
   * One incident.
   *
   * @param position where it was opened
   * @param severity the worst of its alerts'
   * @param entities what its alerts are about, sorted
   * @param burning those whose objective is being missed by an alert's account, sorted
   * @param alerts how many it has
   * @param firing how many of them still fire
   * @param escalation why a person has to take over; null while nobody has to
   * @param diagnosis number of the last diagnosis, 0 before the first
   * @param remediations ids, oldest first
   * @param mergedInto the incident that goes on with this one's alerts
   * @param remediedBy the remediation that resolved it
   * @param overriddenBy who closed it unverified
   */
  public record Row(
      String id,
      long position,
      String title,
      State state,
      Severity severity,
      String environment,
      List<String> entities,
      List<String> burning,
      int alerts,
      int firing,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String acknowledgedBy,
      @Nullable String assignee,
      @Nullable String escalation,
      @Nullable Blamed cause,
      int diagnosis,
      List<String> remediations,
      @Nullable String mergedInto,
      @Nullable String remediedBy,
      @Nullable String overriddenBy) {
    public Row {
      entities = List.copyOf(entities);
      burning = List.copyOf(burning);
      remediations = List.copyOf(remediations);
    }

    public boolean escalated() {
      return escalation != null;
    }
  }

  /**
   * One of an incident's alerts.
   *
   * @param mute the mute that it fits now; null for none
   */
  public record AlertRow(
      String id,
      String name,
      String entity,
      Severity severity,
      String signal,
      Status status,
      Instant startsAt,
      @Nullable String mute) {}

  /** An alert, by its name and entity, of an incident that was closed before it joined. */
  public record Echo(String incident, String alert, String entity) {}

  /** A diagnosis and when it was made. */
  public record Diagnosed(Instant at, Diagnosis diagnosis) {}

  /**
   * A note.
   *
   * @param text where it lies, beside the record
   */
  public record Note(Instant at, String by, BlobRef text) {}

  /** An incident in full; alerts and diagnoses in ledger order. */
  public record Detail(
      Row incident, List<AlertRow> alerts, List<Diagnosed> diagnoses, List<Note> notes) {
    public Detail {
      alerts = List.copyOf(alerts);
      diagnoses = List.copyOf(diagnoses);
      notes = List.copyOf(notes);
    }

    /** Whether nobody is told of it: each of its alerts fits a mute. */
    public boolean muted() {
      return !alerts.isEmpty() && alerts.stream().allMatch(it -> it.mute() != null);
    }
  }

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

  /** Who closed it once more knew of the echoes before. */
  private static final String ECHOES =
      """
      select distinct on (i.incident_id) i.incident_id, m.name, m.entity
      from view_incident_alert m
      join view_incident i using (incident_id)
      left join view_alert v using (alert_id)
      where m.echo_at <= ? and m.echo_at >= i.closed_at and i.state in ('RESOLVED', 'RECOVERED')
        and coalesce(v.status, 'FIRING') = 'FIRING'
      order by i.incident_id, m.position\
      """;

  private final ViewReader views;

  public IncidentInbox(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new IncidentInboxProjection();
  }

  /**
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(Filter filter, Page.Request request) {
    var where = new QueryConditions().and(filter.sql).and("i.position < ?", request.before());
    var sql = ROWS + "where " + where.sql() + " order by i.position desc limit ?";
    var found =
        views.read(query -> query.list(sql, IncidentInbox::row, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  public Optional<Detail> find(String incident) {
    return views.read(
        query ->
            query
                .first(ROWS + "where i.incident_id = ?", IncidentInbox::row, incident)
                .map(row -> detail(query, row)));
  }

  /** Alerts that joined after their incident was closed, before an instant, and fire on. */
  public List<Echo> echoesBefore(Instant at) {
    return views.read(query -> query.list(ECHOES, IncidentInbox::echo, at));
  }

  private static Echo echo(SqlRow row) {
    return new Echo(row.text("incident_id"), row.text("name"), row.text("entity"));
  }

  private static Detail detail(ViewQuery query, Row row) {
    return new Detail(
        row, alerts(query, row.id()), diagnoses(query, row.id()), notes(query, row.id()));
  }

  private static List<AlertRow> alerts(ViewQuery query, String incident) {
    return query.list(
        """
        select m.*, coalesce(v.status, 'FIRING') as status, quiet.mute_id as quiet_by
        from view_incident_alert m left join view_alert v using (alert_id)
        %s
        where m.incident_id = ? order by m.position, m.alert_id\
        """
            .formatted(Mutes.FITTING),
        IncidentInbox::alert,
        incident);
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
        IncidentInbox::note,
        incident);
  }

  private static Row row(SqlRow row) {
    return new Row(
        row.text("incident_id"),
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
        row.textOrNull("escalation"),
        blamed(row),
        row.intValue("diagnosis"),
        row.texts("remediations"),
        row.textOrNull("merged_into"),
        row.textOrNull("remedied_by"),
        row.textOrNull("overridden_by"));
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
