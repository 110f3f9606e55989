package io.countersign.ledger.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.access.Sight;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.Priority;
import io.countersign.domain.incident.title.TitleFacts;
import io.countersign.ledger.View;
import io.countersign.ledger.access.SightCondition;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Collection;
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
   * The first alert of an incident.
   *
   * @param summary its own words; null where it has none, or they were erased
   */
  public record FirstAlert(String name, String entity, @Nullable String summary) {}

  /**
   * One incident.
   *
   * @param position where it was opened
   * @param title as it was called when it was opened, by its first alert
   * @param latest the last diagnosis without its evidence; null before the first
   * @param severity the worst of its alerts'
   * @param entities what its alerts are about, sorted
   * @param burning those whose objective is being missed by an alert's account, sorted
   * @param alerts how many it has
   * @param firing how many of them still fire
   * @param said the priority that somebody set; null while nobody has
   * @param escalation why a person has to take over; null while nobody has to
   * @param escalatedAt when that was last said; null also where that wasn't kept yet
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
      @Nullable String commander,
      @Nullable Priority said,
      @Nullable String escalation,
      @Nullable Instant escalatedAt,
      @Nullable Blamed cause,
      int diagnosis,
      List<String> remediations,
      @Nullable String mergedInto,
      @Nullable String remediedBy,
      @Nullable String overriddenBy,
      FirstAlert first,
      @Nullable Diagnosis latest) {
    public Row {
      entities = List.copyOf(entities);
      burning = List.copyOf(burning);
      remediations = List.copyOf(remediations);
    }

    /**
     * What it is called by.
     *
     * @param entryPoints where users come in and what its alerts are about is needed
     */
    public TitleFacts titleFacts(List<EntityId> entryPoints) {
      boolean closed = state == State.RESOLVED || state == State.RECOVERED;
      return new TitleFacts(
          first.name(),
          EntityId.parse(first.entity()),
          first.summary(),
          entities.stream().map(EntityId::parse).toList(),
          closed || firing == 0,
          entryPoints,
          latest);
    }

    /** The order in which it's worked on: as somebody said, or else by its severity. */
    public Priority priority() {
      return said == null ? Priority.of(severity) : said;
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

  /**
   * Some work about an incident that fails just now.
   *
   * @param failures how many attempts failed one after the other
   * @param nextAt when it's tried again; null when it isn't
   */
  public record Failing(
      IncidentWork work, String reason, int failures, Instant since, @Nullable Instant nextAt) {}

  /**
   * Alerts of an incident that say the same, about however many entities.
   *
   * @param entities how many they are about
   * @param audible how many of them fit no mute
   * @param firstStartsAt when the first of them began
   */
  public record AlertGroup(
      String name,
      Severity severity,
      Status status,
      int alerts,
      int entities,
      int audible,
      Instant firstStartsAt,
      Instant lastStartsAt) {}

  /** Targets that a remedy holds after its end: what it began may take effect late. */
  public record Held(String remediation, List<String> targets, Instant since) {
    public Held {
      targets = List.copyOf(targets);
    }
  }

  /**
   * An incident in full; alerts and diagnoses in ledger order.
   *
   * @param groups of all its alerts, the largest first
   * @param alerts as many as were asked for
   */
  public record Detail(
      Row incident,
      List<AlertGroup> groups,
      List<AlertRow> alerts,
      List<Diagnosed> diagnoses,
      List<Note> notes,
      List<Failing> failing,
      List<Held> held) {
    public Detail {
      groups = List.copyOf(groups);
      alerts = List.copyOf(alerts);
      diagnoses = List.copyOf(diagnoses);
      notes = List.copyOf(notes);
      failing = List.copyOf(failing);
      held = List.copyOf(held);
    }

    /** Whether nobody is told of it: each of its alerts fits a mute. */
    public boolean muted() {
      return !groups.isEmpty() && groups.stream().allMatch(it -> it.audible() == 0);
    }
  }

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

  /** By what its alerts are about, or what is blamed. */
  private static final String IN_SIGHT =
      SightCondition.of(
          "select m.entity from view_incident_alert m where m.incident_id = i.incident_id"
              + " union all select i.cause_entity");

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
    return list(filter, Sight.EVERYTHING, request);
  }

  /** Those that somebody may see. */
  public Page<Row> list(Filter filter, Sight sight, Page.Request request) {
    var where =
        new QueryConditions()
            .and(filter.sql)
            .and("i.position < ?", request.before())
            .and(IN_SIGHT, SightCondition.value(sight));
    var condition = where.sql() + " order by i.position desc limit ?";
    var found =
        views.read(query -> IncidentRows.list(query, condition, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  /** With all its alerts. */
  public Optional<Detail> find(String incident) {
    return find(incident, Integer.MAX_VALUE);
  }

  /**
   * @param alerts how many of its alerts at most; they are grouped in any case
   */
  public Optional<Detail> find(String incident, int alerts) {
    return views.read(query -> find(incident, alerts, query));
  }

  /** The same within a transaction. */
  public static Optional<Detail> find(String incident, int alerts, ViewQuery query) {
    return IncidentRows.list(query, "i.incident_id = ?", incident).stream()
        .findFirst()
        .map(row -> IncidentRows.detail(query, row, alerts));
  }

  /** Those of several that there are, in no order. */
  public List<Row> rows(Collection<String> incidents) {
    Object wanted = incidents.toArray(String[]::new);
    return views.read(query -> IncidentRows.list(query, "i.incident_id = any(?)", wanted));
  }

  /** Whether there is such an incident for somebody. */
  public boolean exists(String incident, Sight sight) {
    return views.read(query -> exists(incident, sight, query));
  }

  /** The same within a transaction. */
  public static boolean exists(String incident, Sight sight, ViewQuery query) {
    var where =
        new QueryConditions()
            .and("i.incident_id = ?", incident)
            .and(IN_SIGHT, SightCondition.value(sight));
    return query.exists("select from view_incident i where " + where.sql(), where.values());
  }

  public boolean exists(String incident) {
    var row = "select from view_incident where incident_id = ?";
    return views.read(query -> query.exists(row, incident));
  }

  /** Alerts that joined after their incident was closed, before an instant, and fire on. */
  public List<Echo> echoesBefore(Instant at) {
    return views.read(query -> query.list(ECHOES, IncidentInbox::echo, at));
  }

  private static Echo echo(SqlRow row) {
    return new Echo(row.text("incident_id"), row.text("name"), row.text("entity"));
  }
}
