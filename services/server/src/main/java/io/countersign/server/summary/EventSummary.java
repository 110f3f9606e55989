package io.countersign.server.summary;

import io.countersign.domain.Event;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.Resolution;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an event says, in one line that somebody who has never seen the product understands. */
public final class EventSummary {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EventSummary() {}

  /**
   * One line, without a line break; persons appear by their pseudonymous ids only.
   *
   * @throws IllegalArgumentException for an event of no known capability
   */
  public static String of(Event event) {
    return switch (event) {
      case AlertEvent alert -> alert(alert);
      case MuteEvent mute -> mute(mute);
      case IntakeEvent intake -> intake(intake);
      case IncidentEvent incident -> incident(incident);
      case RemediationEvent remediation -> remediation(remediation);
      case CatalogEvent catalog -> catalog(catalog);
      case ChangeEvent.ChangeObserved(var change) -> change(change);
      case AccessEvent access -> access(access);
      default -> throw new IllegalArgumentException("no summary for " + event.getClass());
    };
  }

  private static String alert(AlertEvent event) {
    return switch (event) {
      case AlertEvent.Raised e ->
          e.name() + " fires on " + e.entity().name() + " (" + word(e.severity()) + ")";
      case AlertEvent.HeldBack e -> "The alert is held back by " + e.mute() + ": nobody is told";
      case AlertEvent.Repeated e -> "The alert was told again, " + e.count() + " times so far";
      case AlertEvent.Resolved e -> "The alert stopped firing at " + clock(e.endsAt());
      case AlertEvent.Suppressed e ->
          e.name() + " on " + e.entity().name() + " was not acted upon: " + word(e.reason());
    };
  }

  private static String mute(MuteEvent event) {
    return switch (event) {
      case MuteEvent.Muted e -> "Muted until " + e.until() + ": " + muted(e.matcher());
      case MuteEvent.Unmuted e ->
          switch (e.lifting()) {
            case BY_PERSON -> "The mute was lifted";
            case EXPIRED -> "The mute was lifted by itself: its time is over";
          };
      case MuteEvent.AttemptRefused e -> refused(e.command(), e.by().value(), e.code());
    };
  }

  private static String muted(MuteMatcher matcher) {
    var alert = matcher.alert() == null ? "every alert" : line(matcher.alert());
    var entity = matcher.entity() == null ? "" : " on " + matcher.entity();
    var fingerprint =
        matcher.fingerprint() == null ? "" : " with fingerprint " + line(matcher.fingerprint());
    return alert + entity + fingerprint;
  }

  private static String intake(IntakeEvent event) {
    var from = event.integration();
    return switch (event) {
      case IntakeEvent.Refused e ->
          "A delivery from " + from + " was refused (" + e.code() + "): " + line(e.detail());
      case IntakeEvent.Truncated e ->
          from + " left " + e.alerts() + " alerts out of its notification";
      case IntakeEvent.HeartbeatLost e ->
          from + " has fallen silent: last heartbeat at " + clock(e.lastSeen());
      case IntakeEvent.HeartbeatBack e ->
          from + " is heard again: heartbeat at " + clock(e.lastSeen());
    };
  }

  private static String incident(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.Opened e -> "Incident opened: " + line(e.title());
      case IncidentEvent.AlertAttached e -> joined(e.alert(), e.tie());
      case IncidentEvent.Merged e -> "Merged into " + e.into() + " " + tie(e.tie());
      case IncidentEvent.EvidenceGathered e -> evidence(e.questions(), e.gaps());
      case IncidentEvent.DiagnosisMade e -> diagnosis(e.diagnosis());
      case IncidentEvent.Escalated e -> "Handed to a person: " + line(e.reason());
      case IncidentEvent.Acknowledged e -> "Acknowledged by " + e.by();
      case IncidentEvent.Assigned e -> "Assigned to " + e.assignee();
      case IncidentEvent.Noted _ -> "A note was added";
      case IncidentEvent.Recovered e ->
          "The fault went by itself" + readings(e.readings()) + "; the incident is closed";
      case IncidentEvent.Resolved e -> resolved(e.how());
      case IncidentEvent.Reopened e -> "Reopened: " + line(e.reason());
      case IncidentEvent.Reviewed _ -> "A post-incident review was filed";
      case IncidentEvent.AttemptRefused e -> refused(e.command(), e.by().value(), e.code());
    };
  }

  private static String joined(IncidentAlert alert, AlertTie tie) {
    return alert.name() + " on " + alert.entity().name() + " joined " + tie(tie);
  }

  private static String tie(AlertTie tie) {
    return "(" + tie.rule() + ", " + tie.score() + "): " + line(tie.because());
  }

  private static String evidence(int questions, List<String> gaps) {
    var told = "Evidence gathered by " + count(questions, "question");
    return gaps.isEmpty() ? told : told + "; missing: " + line(String.join(", ", gaps));
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
    return cause.reasons().isEmpty() ? "" : ": " + line(cause.reasons().getFirst().text());
  }

  private static String resolved(Resolution how) {
    return switch (how) {
      case Resolution.Remedied e -> "Resolved: " + e.remediation() + " was verified by telemetry";
      case Resolution.Overridden e ->
          "Closed unverified by " + e.by() + ", who signs for it: " + line(e.reason());
    };
  }

  private static String remediation(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.Proposed e ->
          "Proposed: " + steps(e.plan().steps()) + ", because of " + line(e.plan().cause());
      case RemediationEvent.PolicyEvaluated e -> policy(e.decision());
      case RemediationEvent.ApprovalRequested e ->
          "Approval requested from "
              + roles(e.approval().roles())
              + ": "
              + count(e.approval().quorum(), "person")
              + " until "
              + clock(e.expiresAt());
      case RemediationEvent.ApprovalReminded _ -> "Approvers were reminded";
      case RemediationEvent.ApprovalEscalated e ->
          "Nobody has decided: " + roles(e.roles()) + " may decide too";
      case RemediationEvent.ApprovalGranted e -> "Approved by " + e.by() + because(e.reason());
      case RemediationEvent.ApprovalDenied e -> "Denied by " + e.by() + because(e.reason());
      case RemediationEvent.ApprovalRevoked e ->
          "Approval revoked by " + e.by() + because(e.reason());
      case RemediationEvent.Approved e ->
          e.by().isEmpty()
              ? "Approved by policy"
              : "Approval is complete: " + count(e.by().size(), "person");
      case RemediationEvent.Expired _ -> "Nobody approved in time: the request expired";
      case RemediationEvent.Withdrawn e ->
          "Withdrawn (" + word(e.reason()) + ")" + because(e.because());
      case RemediationEvent.ExecutionStarted e ->
          "Execution started; the fault is still there" + readings(e.before());
      case RemediationEvent.StepStarted e ->
          step(e.step(), e.rollback()) + " started on " + e.observed().target().name();
      case RemediationEvent.StepCompleted e ->
          step(e.step(), e.rollback()) + " done on " + e.after().target().name();
      case RemediationEvent.StepFailed e ->
          step(e.step(), e.rollback())
              + " failed ("
              + e.code()
              + (e.again() ? "); it will be tried again" : ")");
      case RemediationEvent.StopRequested e -> "Stop requested by " + e.by() + because(e.reason());
      case RemediationEvent.VerificationPassed e ->
          "Verified: telemetry shows the fault gone" + readings(e.after());
      case RemediationEvent.VerificationFailed e ->
          "Verification failed: the fault is still there" + readings(e.after());
      case RemediationEvent.RollbackStarted e -> "Undoing it" + because(e.because());
      case RemediationEvent.RolledBack _ -> "Undone: the targets are as they were before";
      case RemediationEvent.Completed e -> completed(e.outcome());
      case RemediationEvent.AttemptRefused e -> refused(e.command(), e.by().value(), e.code());
    };
  }

  private static String policy(PolicyDecision decision) {
    var rules = String.join(", ", decision.rules());
    return switch (decision) {
      case PolicyDecision.Allowed _ -> "Policy lets it run by itself (" + rules + ")";
      case PolicyDecision.Forbidden e -> "Policy forbids it (" + rules + "): " + line(e.because());
      case PolicyDecision.NeedsApproval e ->
          "Policy wants "
              + count(e.approval().quorum(), "approval")
              + ", risk "
              + e.approval().risk()
              + " ("
              + rules
              + ")";
    };
  }

  private static String completed(RemediationEvent.Completed.Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> "Remediation completed and verified";
      case ROLLED_BACK -> "Remediation ended: it was rolled back";
      case ABANDONED -> "Remediation abandoned: a person must take over";
    };
  }

  private static String catalog(CatalogEvent event) {
    return switch (event) {
      case CatalogEvent.EntityDeclared(var entity) -> declared(entity);
      case CatalogEvent.EntityRetired(var entity) -> "Catalogue: " + entity + " is gone";
      case CatalogEvent.RelationDeclared(var relation) -> "Catalogue: " + relation(relation);
      case CatalogEvent.RelationRetired(var relation) ->
          "Catalogue: no longer " + relation(relation);
    };
  }

  private static String declared(Entity entity) {
    return "Catalogue: " + entity.id() + ", tier " + entity.tier() + ", owned by " + entity.owner();
  }

  private static String relation(Relation relation) {
    EntityId to = relation.to();
    return relation.from().name() + " " + word(relation.kind()) + " " + to.name();
  }

  private static String change(Change change) {
    var what = change.action() + " of " + change.entity().name() + " at " + clock(change.at());
    var from = change.fromVersion() == null ? "" : " from " + change.fromVersion();
    var to = change.toVersion() == null ? "" : " to " + change.toVersion();
    return line(what + from + to);
  }

  private static String access(AccessEvent event) {
    var who = event.principal().value();
    return switch (event) {
      case AccessEvent.PrincipalRegistered e ->
          word(e.kind()) + " " + who + " registered with " + roles(e.roles());
      case AccessEvent.RoleGranted e -> who + " was granted " + word(e.role());
      case AccessEvent.RoleRevoked e -> who + " lost " + word(e.role());
      case AccessEvent.PrincipalDisabled e -> who + " was disabled: " + line(e.reason());
      case AccessEvent.PasswordChanged _ -> who + " has a new password";
      case AccessEvent.SessionOpened e -> who + " logged in until " + clock(e.expiresAt());
      case AccessEvent.SessionClosed _ -> who + " logged out";
      case AccessEvent.LockedOut e -> who + " is locked out until " + clock(e.until());
      case AccessEvent.TokenIssued e -> "Token " + e.token() + " was issued to " + who;
      case AccessEvent.TokenRevoked e -> "Token " + e.token() + " of " + who + " was revoked";
      case AccessEvent.KillSwitchSet e ->
          (e.on() ? "All execution halted: " : "Execution may go on: ") + line(e.reason());
      case AccessEvent.AttemptRefused e -> refused(e.command(), e.by().value(), e.code());
    };
  }

  private static String refused(String command, String by, Enum<?> code) {
    return command + " by " + by + " was refused: " + code.name();
  }

  private static String steps(List<PlannedStep> steps) {
    return steps.stream()
        .map(step -> step.action() + " " + step.target().name())
        .collect(Collectors.joining(", then "));
  }

  private static String step(int number, boolean rollback) {
    return (rollback ? "Undoing step " : "Step ") + number;
  }

  private static String readings(List<ProbeReading> readings) {
    return readings.isEmpty()
        ? ""
        : readings.stream()
            .map(reading -> reading.probe() + " = " + reading.value())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String roles(Collection<Role> roles) {
    return roles.isEmpty()
        ? "no role"
        : roles.stream().sorted().map(EventSummary::word).collect(Collectors.joining(" or "));
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + line(reason);
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** What others wrote, without their line breaks. */
  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
