package io.countersign.server.incident;

import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.Resolution;
import io.countersign.domain.incident.WorkFailure;
import io.countersign.server.diagnosis.ProbeReadingText;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import java.util.List;
import org.springframework.stereotype.Component;

/** The texts of what happens to incidents. */
@Component
final class IncidentEventTexts implements EventTexts<IncidentEvent> {
  @Override
  public Class<IncidentEvent> vocabulary() {
    return IncidentEvent.class;
  }

  @Override
  public String text(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.Opened e -> "Incident opened: " + e.title();
      case IncidentEvent.AlertAttached e -> joined(e.alert(), e.tie());
      case IncidentEvent.Merged e -> "Merged into " + e.into() + " " + tie(e.tie());
      case IncidentEvent.EvidenceGathered e -> evidence(e.questions(), e.gaps());
      case IncidentEvent.DiagnosisMade e -> diagnosis(e.diagnosis());
      case IncidentEvent.Escalated e -> "Handed to a person: " + e.reason();
      case IncidentEvent.WorkFailed e -> failed(e.work(), e.failure());
      case IncidentEvent.WorkResumed e -> work(e.work()) + " goes on";
      case IncidentEvent.Acknowledged e -> "Acknowledged by " + e.by();
      case IncidentEvent.Assigned e -> "Assigned to " + e.assignee();
      case IncidentEvent.PrioritySet e ->
          "Of " + Phrases.plain(e.priority()) + " priority, as " + e.by() + " says";
      case IncidentEvent.CommanderAssigned e -> commanded(e);
      case IncidentEvent.CommanderStoodDown e ->
          e.commander() + " commands it no longer; nobody does";
      case IncidentEvent.Noted _ -> "A note was added";
      case IncidentEvent.Recovered e ->
          "The fault went by itself" + ground(e) + "; the incident is closed";
      case IncidentEvent.Resolved e -> resolved(e.how());
      case IncidentEvent.Reopened e -> "Reopened: " + e.reason();
      case IncidentEvent.Reviewed _ -> "A post-incident review was filed";
      case IncidentEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String commanded(IncidentEvent.CommanderAssigned e) {
    return e.commander()
        + " commands it"
        + (e.by().equals(e.commander()) ? "" : ", given by " + e.by())
        + (e.relieved() == null ? "" : "; " + e.relieved() + " does no longer");
  }

  private static String ground(IncidentEvent.Recovered e) {
    var quiet = e.quiet();
    return quiet == null
        ? ProbeReadingText.of(e.readings())
        : ": nothing measures it, and its alerts stayed resolved for " + quiet.seconds() + " s";
  }

  private static String failed(IncidentWork work, WorkFailure failure) {
    var next = failure.nextAt();
    return "%s failed%s: %s; %s"
        .formatted(
            work(work),
            failure.failures() == 1 ? "" : " for the " + failure.failures() + ". time",
            failure.reason(),
            next == null ? "it isn't tried again" : "next attempt at " + next);
  }

  private static String work(IncidentWork work) {
    return switch (work) {
      case DIAGNOSIS -> "Diagnosing";
      case RECOMMENDATION -> "Looking for a remedy";
      case WATCH -> "Watching for its end";
      case REMEDIATION -> "Remedying";
    };
  }

  private static String joined(IncidentAlert alert, AlertTie tie) {
    return alert.name() + " on " + alert.entity().name() + " joined " + tie(tie);
  }

  private static String tie(AlertTie tie) {
    return "(" + tie.rule() + ", " + tie.score() + "): " + tie.because();
  }

  private static String evidence(int questions, List<String> gaps) {
    var told = "Evidence gathered by " + Phrases.counted(questions, "question");
    return gaps.isEmpty() ? told : told + "; missing: " + String.join(", ", gaps);
  }

  private static String diagnosis(Diagnosis diagnosis) {
    var head = "Diagnosis " + diagnosis.number() + ": ";
    return diagnosis
        .cause()
        .map(cause -> head + cause(cause) + " (score " + cause.score() + ")" + reason(cause))
        .orElse(head + "unknown; no cause stands out among " + diagnosis.causes().size());
  }

  private static String cause(Cause cause) {
    var entity = cause.entity().name();
    return switch (cause.kind()) {
      case RELEASE -> "release " + release(cause) + " of " + entity;
      case PROCESS_DEATH -> entity + " died";
      case RESOURCE_EXHAUSTION -> entity + " ran out of a resource";
      case LOAD -> "more load than " + entity + " can carry";
      case EXTERNAL -> "something outside that " + entity + " depends on";
      case UNKNOWN -> "unknown, around " + entity;
    };
  }

  private static String release(Cause cause) {
    var version = cause.toVersion() == null ? "" : cause.toVersion();
    var change = cause.change() == null ? "" : "(" + cause.change() + ")";
    return (version + " " + change).strip();
  }

  private static String reason(Cause cause) {
    return cause.reasons().isEmpty() ? "" : ": " + cause.reasons().getFirst().text();
  }

  private static String resolved(Resolution how) {
    return switch (how) {
      case Resolution.Remedied e -> "Resolved: " + e.remediation() + " was verified by telemetry";
      case Resolution.Overridden e ->
          "Closed unverified by " + e.by() + ", who signs for it: " + e.reason();
    };
  }
}
