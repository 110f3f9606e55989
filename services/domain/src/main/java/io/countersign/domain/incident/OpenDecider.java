package io.countersign.domain.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.DiagnosisSizeLimit;
import io.countersign.domain.diagnosis.EvidenceRules;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import java.util.Optional;
import java.util.function.Supplier;

/** What may be done to an open incident, by whoever was found authorised to ask. */
final class OpenDecider {
  private OpenDecider() {}

  static Decision<IncidentEvent> decide(
      Incident.Open state, IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident _, ReopenIncident _ -> Decision.unchanged();
      case AttachAlert c ->
          state.joined().holds(c.alert().alert())
              ? Decision.unchanged()
              : Decision.done(new AlertAttached(c.incident(), c.alert(), c.tie(), context.at()));
      case MergeIncident c ->
          unless(
              intoItself(c).or(() -> intoClosed(c, context)),
              state,
              c,
              context,
              () -> new Merged(c.incident(), c.into(), c.tie()));
      case RecordEvidence c -> gather(state, c, context);
      case MakeDiagnosis c -> diagnose(state, c, context);
      case EscalateIncident c -> escalate(state, c, context);
      case AcknowledgeIncident c -> acknowledge(state, c, context);
      case AssignIncident c -> assign(state, c, context);
      case AddNote c -> Decision.done(new Noted(c.incident(), c.note()));
      case ResolveRemedied c ->
          unless(
              unverified(c, context).or(() -> firing(state, context)),
              state,
              c,
              context,
              () -> new Resolved(c.incident(), new Resolution.Remedied(c.remediation())));
      case RecoverIncident c ->
          unless(
              firing(state, context).or(() -> EvidenceRules.ofRecovery(c.readings())),
              state,
              c,
              context,
              () -> new Recovered(c.incident(), DiagnosisSizeLimit.readings(c.readings())));
      case ResolveByOverride c -> override(state, c, context);
      case ReviewIncident c ->
          IncidentRefusals.refuse(state, c, context, RefusalCode.INCIDENT_OPEN);
    };
  }

  private static Decision<IncidentEvent> unless(
      Optional<RefusalCode> broken,
      Incident.Open state,
      IncidentCommand command,
      CommandContext context,
      Supplier<IncidentEvent> event) {
    return broken.isPresent()
        ? IncidentRefusals.refuse(state, command, context, broken.get())
        : Decision.done(event.get());
  }

  private static Decision<IncidentEvent> gather(
      Incident.Open state, RecordEvidence c, CommandContext context) {
    var findings = state.findings();
    // The same alerts may be looked at afresh; the same answers needn't be recorded twice.
    boolean known =
        findings.diagnosed() < findings.gathered() || c.claims().equals(findings.claims());
    return c.revision() == findings.gathered() && c.revision() == state.revision() && known
        ? Decision.unchanged()
        : unless(
            otherRevision(state, c.revision()),
            state,
            c,
            context,
            () ->
                new EvidenceGathered(
                    c.incident(),
                    c.revision(),
                    c.questions(),
                    c.claims(),
                    DiagnosisSizeLimit.gaps(c.gaps())));
  }

  private static Decision<IncidentEvent> diagnose(
      Incident.Open state, MakeDiagnosis c, CommandContext context) {
    var diagnosis = c.diagnosis();
    // The same alerts may be diagnosed afresh, such as after a remedy; a repeated number is a
    // retry.
    return diagnosis.revision() == state.findings().diagnosed()
            && state.findings().diagnosed() == state.revision()
            && diagnosis.number() <= state.findings().number()
        ? Decision.unchanged()
        : unless(
            otherRevision(state, diagnosis.revision())
                .or(() -> outOfTurn(state, diagnosis))
                .or(() -> EvidenceRules.of(diagnosis)),
            state,
            c,
            context,
            () -> new DiagnosisMade(c.incident(), diagnosis));
  }

  private static Decision<IncidentEvent> escalate(
      Incident.Open state, EscalateIncident c, CommandContext context) {
    if (c.diagnosis() == state.findings().escalatedFor()) {
      return Decision.unchanged();
    }
    return unless(
        notTheLast(state, c.diagnosis()).or(() -> missing(c.reason())),
        state,
        c,
        context,
        () -> new Escalated(c.incident(), c.diagnosis(), c.reason()));
  }

  private static Decision<IncidentEvent> acknowledge(
      Incident.Open state, AcknowledgeIncident c, CommandContext context) {
    var by = context.actor().id();
    return state.responders().acknowledgedBy().contains(by)
        ? Decision.unchanged()
        : Decision.done(new Acknowledged(c.incident(), by));
  }

  private static Decision<IncidentEvent> assign(
      Incident.Open state, AssignIncident c, CommandContext context) {
    return c.assignee().equals(state.responders().assignee())
        ? Decision.unchanged()
        : unless(
            notAWorkingPerson(c.assignee(), context),
            state,
            c,
            context,
            () -> new Assigned(c.incident(), c.assignee()));
  }

  private static Decision<IncidentEvent> override(
      Incident.Open state, ResolveByOverride c, CommandContext context) {
    return unless(
        missing(c.reason()),
        state,
        c,
        context,
        () ->
            new Resolved(
                c.incident(), new Resolution.Overridden(context.actor().id(), c.reason())));
  }

  private static Optional<RefusalCode> when(boolean broken, RefusalCode code) {
    return broken ? Optional.of(code) : Optional.empty();
  }

  private static Optional<RefusalCode> intoItself(MergeIncident c) {
    return when(c.into().equals(c.incident()), RefusalCode.BAD_REQUEST);
  }

  /** Its alerts would live on in nothing. */
  private static Optional<RefusalCode> intoClosed(MergeIncident c, CommandContext context) {
    return when(!context.facts(IncidentFacts.class).open(c.into()), RefusalCode.INCIDENT_CLOSED);
  }

  /** Only what was made for exactly the alerts of now counts. */
  private static Optional<RefusalCode> otherRevision(Incident.Open state, int revision) {
    return when(revision < state.revision(), RefusalCode.STALE_DIAGNOSIS)
        .or(() -> when(revision > state.revision(), RefusalCode.BAD_REQUEST));
  }

  private static Optional<RefusalCode> outOfTurn(Incident.Open state, Diagnosis diagnosis) {
    return when(diagnosis.number() <= state.findings().number(), RefusalCode.STALE_DIAGNOSIS)
        .or(
            () ->
                when(diagnosis.number() > state.findings().number() + 1, RefusalCode.BAD_REQUEST));
  }

  private static Optional<RefusalCode> notTheLast(Incident.Open state, int diagnosis) {
    return when(diagnosis < state.findings().number(), RefusalCode.STALE_DIAGNOSIS)
        .or(() -> when(diagnosis > state.findings().number(), RefusalCode.BAD_REQUEST));
  }

  private static Optional<RefusalCode> missing(String reason) {
    return when(reason.isBlank(), RefusalCode.REASON_REQUIRED);
  }

  private static Optional<RefusalCode> firing(Incident.Open state, CommandContext context) {
    var facts = context.facts(AlertFacts.class);
    return when(
        state.alerts().stream().anyMatch(it -> facts.firing(it.alert())),
        RefusalCode.ALERTS_FIRING);
  }

  private static Optional<RefusalCode> unverified(ResolveRemedied c, CommandContext context) {
    var facts = context.facts(IncidentFacts.class);
    return when(!facts.verified(c.incident(), c.remediation()), RefusalCode.NOT_VERIFIED);
  }

  private static Optional<RefusalCode> notAWorkingPerson(PrincipalId id, CommandContext context) {
    var principal = context.facts(AccessFacts.class).principal(id);
    if (principal.isEmpty()) {
      return Optional.of(RefusalCode.UNKNOWN_PRINCIPAL);
    }
    return when(!principal.get().active(), RefusalCode.PRINCIPAL_DISABLED)
        .or(() -> when(principal.get().kind() != PrincipalKind.PERSON, RefusalCode.HUMAN_REQUIRED));
  }
}
