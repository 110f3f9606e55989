package io.countersign.ledger.codec;

import static java.util.Map.entry;

import io.countersign.domain.Event;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.change.ChangeEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.remediation.RemediationEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names events are stored under. A class may be renamed, a wire name never. */
public final class EventNames {
  /** A wire name and the revision that is written now. */
  public record Name(String type, String revision) {}

  /** Every capability's events. */
  public static final List<Class<? extends Event>> VOCABULARIES =
      List.of(
          AccessEvent.class,
          AlertEvent.class,
          MuteEvent.class,
          IntakeEvent.class,
          CatalogEvent.class,
          ChangeEvent.class,
          IncidentEvent.class,
          RemediationEvent.class);

  private static final Map<Class<? extends Event>, Name> NAMES =
      Stream.of(access(), alert(), catalog(), incident(), remediation())
          .flatMap(names -> names.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> name(e.getValue())));
  private static final Map<String, Class<? extends Event>> CLASSES =
      NAMES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(e -> e.getValue().type(), Map.Entry::getKey));

  private EventNames() {}

  /**
   * @throws IllegalArgumentException for a class without a name: it can't be recorded
   */
  public static Name of(Class<?> type) {
    var name = NAMES.get(type);
    if (name == null) {
      throw new IllegalArgumentException("no wire name for " + type.getName());
    }
    return name;
  }

  /** Empty for a name that this release doesn't know. */
  public static Optional<Class<? extends Event>> type(String name) {
    return Optional.ofNullable(CLASSES.get(name));
  }

  public static Map<Class<? extends Event>, Name> all() {
    return NAMES;
  }

  private static Name name(String type) {
    return new Name(type, "1");
  }

  private static Map<Class<? extends Event>, String> access() {
    return Map.ofEntries(
        entry(AccessEvent.PrincipalRegistered.class, "access.principal-registered"),
        entry(AccessEvent.RoleGranted.class, "access.role-granted"),
        entry(AccessEvent.RoleRevoked.class, "access.role-revoked"),
        entry(AccessEvent.PrincipalDisabled.class, "access.principal-disabled"),
        entry(AccessEvent.PasswordChanged.class, "access.password-changed"),
        entry(AccessEvent.SessionOpened.class, "access.session-opened"),
        entry(AccessEvent.SessionClosed.class, "access.session-closed"),
        entry(AccessEvent.LockedOut.class, "access.locked-out"),
        entry(AccessEvent.TokenIssued.class, "access.token-issued"),
        entry(AccessEvent.TokenRevoked.class, "access.token-revoked"),
        entry(AccessEvent.KillSwitchSet.class, "access.kill-switch-set"),
        entry(AccessEvent.AttemptRefused.class, "access.attempt-refused"));
  }

  private static Map<Class<? extends Event>, String> alert() {
    return Map.ofEntries(
        entry(AlertEvent.Raised.class, "alert.raised"),
        entry(AlertEvent.HeldBack.class, "alert.held-back"),
        entry(AlertEvent.Repeated.class, "alert.repeated"),
        entry(AlertEvent.Resolved.class, "alert.resolved"),
        entry(AlertEvent.Suppressed.class, "alert.suppressed"),
        entry(MuteEvent.Muted.class, "alert.muted"),
        entry(MuteEvent.Unmuted.class, "alert.unmuted"),
        entry(MuteEvent.AttemptRefused.class, "alert.attempt-refused"),
        entry(IntakeEvent.Refused.class, "intake.refused"),
        entry(IntakeEvent.Truncated.class, "intake.truncated"),
        entry(IntakeEvent.HeartbeatLost.class, "intake.heartbeat-lost"),
        entry(IntakeEvent.HeartbeatBack.class, "intake.heartbeat-back"));
  }

  private static Map<Class<? extends Event>, String> catalog() {
    return Map.ofEntries(
        entry(CatalogEvent.EntityDeclared.class, "catalog.entity-declared"),
        entry(CatalogEvent.EntityRetired.class, "catalog.entity-retired"),
        entry(CatalogEvent.RelationDeclared.class, "catalog.relation-declared"),
        entry(CatalogEvent.RelationRetired.class, "catalog.relation-retired"),
        entry(ChangeEvent.ChangeObserved.class, "change.observed"));
  }

  private static Map<Class<? extends Event>, String> incident() {
    return Map.ofEntries(
        entry(IncidentEvent.Opened.class, "incident.opened"),
        entry(IncidentEvent.AlertAttached.class, "incident.alert-attached"),
        entry(IncidentEvent.Merged.class, "incident.merged"),
        entry(IncidentEvent.EvidenceGathered.class, "incident.evidence-gathered"),
        entry(IncidentEvent.DiagnosisMade.class, "incident.diagnosis-made"),
        entry(IncidentEvent.Escalated.class, "incident.escalated"),
        entry(IncidentEvent.Acknowledged.class, "incident.acknowledged"),
        entry(IncidentEvent.Assigned.class, "incident.assigned"),
        entry(IncidentEvent.Noted.class, "incident.noted"),
        entry(IncidentEvent.Recovered.class, "incident.recovered"),
        entry(IncidentEvent.Resolved.class, "incident.resolved"),
        entry(IncidentEvent.Reopened.class, "incident.reopened"),
        entry(IncidentEvent.Reviewed.class, "incident.reviewed"),
        entry(IncidentEvent.AttemptRefused.class, "incident.attempt-refused"));
  }

  private static Map<Class<? extends Event>, String> remediation() {
    return Map.ofEntries(
        entry(RemediationEvent.Proposed.class, "remediation.proposed"),
        entry(RemediationEvent.PolicyEvaluated.class, "remediation.policy-evaluated"),
        entry(RemediationEvent.ApprovalRequested.class, "remediation.approval-requested"),
        entry(RemediationEvent.ApprovalReminded.class, "remediation.approval-reminded"),
        entry(RemediationEvent.ApprovalEscalated.class, "remediation.approval-escalated"),
        entry(RemediationEvent.ApprovalGranted.class, "remediation.approval-granted"),
        entry(RemediationEvent.ApprovalDenied.class, "remediation.approval-denied"),
        entry(RemediationEvent.ApprovalRevoked.class, "remediation.approval-revoked"),
        entry(RemediationEvent.Approved.class, "remediation.approved"),
        entry(RemediationEvent.Expired.class, "remediation.expired"),
        entry(RemediationEvent.Withdrawn.class, "remediation.withdrawn"),
        entry(RemediationEvent.ExecutionStarted.class, "remediation.execution-started"),
        entry(RemediationEvent.StepStarted.class, "remediation.step-started"),
        entry(RemediationEvent.StepCompleted.class, "remediation.step-completed"),
        entry(RemediationEvent.StepFailed.class, "remediation.step-failed"),
        entry(RemediationEvent.StopRequested.class, "remediation.stop-requested"),
        entry(RemediationEvent.VerificationPassed.class, "remediation.verification-passed"),
        entry(RemediationEvent.VerificationFailed.class, "remediation.verification-failed"),
        entry(RemediationEvent.RollbackStarted.class, "remediation.rollback-started"),
        entry(RemediationEvent.RolledBack.class, "remediation.rolled-back"),
        entry(RemediationEvent.Completed.class, "remediation.completed"),
        entry(RemediationEvent.AttemptRefused.class, "remediation.attempt-refused"));
  }
}
