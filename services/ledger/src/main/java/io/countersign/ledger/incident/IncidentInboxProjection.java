package io.countersign.ledger.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.Resolution;
import io.countersign.domain.incident.WorkFailure;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.incident.IncidentInbox.State;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.StatementBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes {@code view_incident} and the tables of what belongs to an incident. */
final class IncidentInboxProjection implements View {
  private static final String OPENED =
      """
      insert into view_incident (incident_id, position, title, environment, opened_at, touched_at,
        state, diagnosis)
      values (?, ?, ?, ?, ?, ?, ?, 0) on conflict do nothing\
      """;
  private static final String ALERT =
      """
      insert into view_incident_alert (incident_id, alert_id, position, entity, name, severity,
        signal, starts_at, echo_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String DIAGNOSIS =
      """
      insert into view_incident_diagnosis (incident_id, number, position, outline)
      values (?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String NOTE =
      """
      insert into view_incident_note (incident_id, position, at, author, digest, size, media_type)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String WORK =
      """
      insert into view_incident_failure (incident_id, work, reason, failures, since)
      values (?, ?, '', 0, ?) on conflict do nothing\
      """;
  private static final String FAILED =
      """
      update view_incident_failure set reason = ?, failures = ?, since = ?, next_at = ?
      where incident_id = ? and work = ?\
      """;
  private static final String TOUCHED =
      "update view_incident set touched_at = ? where incident_id = ?";
  private static final String STATE =
      """
      update view_incident
      set state = ?, closed_at = ?, merged_into = ?, remedied_by = ?, overridden_by = ?
      where incident_id = ?\
      """;
  private static final String DIAGNOSED =
      """
      update view_incident
      set diagnosis = ?, cause_entity = ?, cause_kind = ?, cause_change = ?, cause_score = ?
      where incident_id = ?\
      """;
  private static final String ACKNOWLEDGED =
      "update view_incident set acknowledged_by = ? where incident_id = ?";
  private static final String ASSIGNED =
      "update view_incident set assignee = ? where incident_id = ?";
  private static final String PRIORITISED =
      "update view_incident set priority = ? where incident_id = ?";
  private static final String COMMANDED =
      "update view_incident set commander = ? where incident_id = ?";
  private static final String ESCALATED =
      "update view_incident set escalation = ?, escalated_at = ? where incident_id = ?";

  @Override
  public String name() {
    return "incident-inbox";
  }

  @Override
  public List<String> tables() {
    return List.of(
        "view_incident",
        "view_incident_alert",
        "view_incident_diagnosis",
        "view_incident_note",
        "view_incident_failure");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes =
        new StatementBatch(
            OPENED,
            ALERT,
            DIAGNOSIS,
            NOTE,
            WORK,
            FAILED,
            TOUCHED,
            STATE,
            DIAGNOSED,
            ACKNOWLEDGED,
            ASSIGNED,
            PRIORITISED,
            COMMANDED,
            ESCALATED);
    for (var recorded : batch) {
      if (recorded.event() instanceof IncidentEvent event) {
        add(event, recorded, writes);
      }
    }
    writes.send(sql);
  }

  private static void add(IncidentEvent event, RecordedEvent recorded, StatementBatch writes) {
    var id = event.incident();
    writes.add(TOUCHED, recorded.at(), id);
    switch (event) {
      case IncidentEvent.Opened e -> opened(e, recorded, writes);
      case IncidentEvent.AlertAttached e ->
          alert(id, e.alert(), recorded, e.tie().echo() ? recorded.at() : null, writes);
      case IncidentEvent.Merged e ->
          state(id, State.MERGED, recorded.at(), e.into(), null, null, writes);
      case IncidentEvent.DiagnosisMade e -> diagnosed(id, e.diagnosis(), recorded, writes);
      case IncidentEvent.Escalated e -> writes.add(ESCALATED, e.reason(), recorded.at(), id);
      case IncidentEvent.WorkFailed e -> failed(id, e.work(), e.failure(), writes);
      case IncidentEvent.WorkResumed e ->
          writes.add(FAILED, "", 0, recorded.at(), null, id, e.work());
      case IncidentEvent.Acknowledged e -> writes.add(ACKNOWLEDGED, e.by(), id);
      case IncidentEvent.Assigned e -> writes.add(ASSIGNED, e.assignee(), id);
      case IncidentEvent.PrioritySet e -> writes.add(PRIORITISED, e.priority(), id);
      case IncidentEvent.CommanderAssigned e -> writes.add(COMMANDED, e.commander(), id);
      case IncidentEvent.CommanderStoodDown _ -> writes.add(COMMANDED, null, id);
      case IncidentEvent.Noted e -> noted(id, e.note(), recorded, writes);
      case IncidentEvent.Recovered _ ->
          state(id, State.RECOVERED, recorded.at(), null, null, null, writes);
      case IncidentEvent.Resolved e -> resolved(id, e.how(), recorded, writes);
      case IncidentEvent.Reopened _ -> state(id, State.OPEN, null, null, null, null, writes);
      case IncidentEvent.EvidenceGathered _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {}
    }
  }

  private static void opened(
      IncidentEvent.Opened e, RecordedEvent recorded, StatementBatch writes) {
    writes.add(
        OPENED,
        e.incident(),
        recorded.position(),
        e.title(),
        e.first().entity().environment(),
        recorded.at(),
        recorded.at(),
        State.OPEN);
    alert(e.incident(), e.first(), recorded, null, writes);
  }

  private static void alert(
      IncidentId id,
      IncidentAlert alert,
      RecordedEvent recorded,
      @Nullable Instant echoAt,
      StatementBatch writes) {
    writes.add(
        ALERT,
        id,
        alert.alert(),
        recorded.position(),
        alert.entity(),
        alert.name(),
        alert.severity(),
        alert.signal(),
        alert.startsAt(),
        echoAt);
  }

  private static void diagnosed(
      IncidentId id, Diagnosis diagnosis, RecordedEvent recorded, StatementBatch writes) {
    var outline = DiagnosisOutline.write(diagnosis);
    writes.add(DIAGNOSIS, id, diagnosis.number(), recorded.position(), outline);
    Optional<Cause> cause = diagnosis.cause();
    writes.add(
        DIAGNOSED,
        diagnosis.number(),
        cause.map(Cause::entity).orElse(null),
        cause.map(Cause::kind).orElse(null),
        cause.map(Cause::change).orElse(null),
        cause.map(Cause::score).orElse(null),
        id);
  }

  private static void noted(
      IncidentId id, BlobRef note, RecordedEvent recorded, StatementBatch writes) {
    writes.add(
        NOTE,
        id,
        recorded.position(),
        recorded.at(),
        author(recorded),
        note.digest(),
        note.size(),
        note.mediaType());
  }

  private static void failed(
      IncidentId id, IncidentWork work, WorkFailure it, StatementBatch writes) {
    writes.add(WORK, id, work, it.since());
    writes.add(FAILED, it.reason(), it.failures(), it.since(), it.nextAt(), id, work);
  }

  private static @Nullable String author(RecordedEvent recorded) {
    return recorded.metadata().get("actor");
  }

  /**
   * Nobody commands it any longer: said as who commands it is said, so that the last word holds.
   */
  private static void state(
      IncidentId id,
      State to,
      @Nullable Instant closedAt,
      @Nullable IncidentId into,
      @Nullable String remediedBy,
      @Nullable PrincipalId overriddenBy,
      StatementBatch writes) {
    writes.add(STATE, to, closedAt, into, remediedBy, overriddenBy, id);
    writes.add(COMMANDED, null, id);
  }

  private static void resolved(
      IncidentId id, Resolution how, RecordedEvent recorded, StatementBatch writes) {
    switch (how) {
      case Resolution.Remedied(var by) ->
          state(id, State.RESOLVED, recorded.at(), null, by, null, writes);
      case Resolution.Overridden(var by, _) ->
          state(id, State.RESOLVED, recorded.at(), null, null, by, writes);
    }
  }
}
