package io.countersign.domain.incident;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.DiagnosisSizeLimit;
import io.countersign.domain.diagnosis.EvidenceRules;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentCommand.SetPriority;
import io.countersign.domain.incident.IncidentCommand.StandDownCommander;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.PrioritySet;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.incident.IncidentEvent.WorkFailed;
import io.countersign.domain.incident.IncidentEvent.WorkResumed;
import java.util.List;
import java.util.function.Supplier;

/** The decider of open incidents, for whoever was found authorised to ask. */
final class OpenDecider {
  private OpenDecider() {}

  static Decision<IncidentEvent> decide(
      Incident.Open state, IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident _, ReopenIncident _ -> Decision.unchanged();
      case AttachAlert c -> attach(state, c, context);
      case MergeIncident c -> merge(c, context);
      case RecordEvidence c -> gather(state, c);
      case MakeDiagnosis c -> diagnose(state, c);
      case EscalateIncident c -> escalate(state, c);
      case RecordFailure c -> failed(state, c, context);
      case RecordProgress c ->
          state.failures().containsKey(c.work())
              ? Decision.done(new WorkResumed(c.incident(), c.work()))
              : Decision.unchanged();
      case AcknowledgeIncident c -> acknowledge(state, c, context);
      case AssignIncident c -> assign(state, c, context);
      case SetPriority c ->
          c.priority() == state.said()
              ? Decision.unchanged()
              : Decision.done(new PrioritySet(c.incident(), c.priority(), context.actor().id()));
      case AssignCommander c -> CommanderDecider.assign(state, c, context);
      case StandDownCommander c -> CommanderDecider.standDown(state, c, context);
      case AddNote c -> Decision.done(new Noted(c.incident(), c.note()));
      case ResolveRemedied c -> resolve(state, c, context);
      case RecoverIncident c -> recover(state, c, context);
      case ResolveByOverride c -> override(c, context);
      case ReviewIncident _ -> Rule.refused(RefusalCode.INCIDENT_OPEN);
    };
  }

  private static Decision<IncidentEvent> done(List<Rule> rules, Supplier<IncidentEvent> event) {
    return Rule.inOrder(rules, () -> Decision.done(event.get()));
  }

  private static Decision<IncidentEvent> attach(
      Incident.Open state, AttachAlert c, CommandContext context) {
    return state.joined().holds(c.alert().alert())
        ? Decision.unchanged()
        : Decision.done(new AlertAttached(c.incident(), c.alert(), c.tie(), context.at()));
  }

  /** Into a closed one it can't go: its alerts would live on in nothing. */
  private static Decision<IncidentEvent> merge(MergeIncident c, CommandContext context) {
    return done(
        List.of(
            that(!c.into().equals(c.incident()), RefusalCode.BAD_REQUEST),
            that(context.facts(IncidentFacts.class).open(c.into()), RefusalCode.INCIDENT_CLOSED)),
        () -> new Merged(c.incident(), c.into(), c.tie()));
  }

  private static Decision<IncidentEvent> gather(Incident.Open state, RecordEvidence c) {
    var findings = state.findings();
    // The same alerts may be looked at afresh; the same answers needn't be recorded twice.
    boolean known =
        findings.diagnosed() < findings.gathered() || c.claims().equals(findings.claims());
    return c.revision() == findings.gathered() && c.revision() == state.revision() && known
        ? Decision.unchanged()
        : done(
            current(c.revision(), state.revision()),
            () ->
                new EvidenceGathered(
                    c.incident(),
                    c.revision(),
                    c.questions(),
                    c.claims(),
                    DiagnosisSizeLimit.gaps(c.gaps())));
  }

  private static Decision<IncidentEvent> diagnose(Incident.Open state, MakeDiagnosis c) {
    var diagnosis = c.diagnosis();
    var findings = state.findings();
    // The same alerts may be diagnosed afresh, such as after a remedy; a repeated number is a
    // retry.
    return diagnosis.revision() == findings.diagnosed()
            && findings.diagnosed() == state.revision()
            && diagnosis.number() <= findings.number()
        ? Decision.unchanged()
        : done(
            Rule.join(
                Rule.join(
                    current(diagnosis.revision(), state.revision()),
                    current(diagnosis.number(), findings.number() + 1)),
                EvidenceRules.of(diagnosis)),
            () -> new DiagnosisMade(c.incident(), diagnosis));
  }

  private static Decision<IncidentEvent> escalate(Incident.Open state, EscalateIncident c) {
    return c.diagnosis() == state.findings().escalatedFor()
        ? Decision.unchanged()
        : done(
            Rule.join(current(c.diagnosis(), state.findings().number()), reasoned(c.reason())),
            () -> new Escalated(c.incident(), c.diagnosis(), c.reason()));
  }

  private static Decision<IncidentEvent> failed(
      Incident.Open state, RecordFailure c, CommandContext context) {
    var before = state.failures().get(c.work());
    if (before != null && before.same(c.reason(), c.nextAt())) {
      return Decision.unchanged();
    }
    var failure =
        before == null
            ? WorkFailure.first(c.reason(), context.at(), c.nextAt())
            : before.then(c.reason(), c.nextAt());
    return done(
        List.of(reasoned(c.reason())), () -> new WorkFailed(c.incident(), c.work(), failure));
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
        : done(
            Authority.activePerson(c.assignee(), context),
            () -> new Assigned(c.incident(), c.assignee()));
  }

  private static Decision<IncidentEvent> resolve(
      Incident.Open state, ResolveRemedied c, CommandContext context) {
    var facts = context.facts(IncidentFacts.class);
    return done(
        List.of(
            that(facts.verified(c.incident(), c.remediation()), RefusalCode.NOT_VERIFIED),
            quiet(state, context)),
        () -> new Resolved(c.incident(), new Resolution.Remedied(c.remediation())));
  }

  private static Decision<IncidentEvent> recover(
      Incident.Open state, RecoverIncident c, CommandContext context) {
    return done(
        Rule.join(List.of(quiet(state, context)), ground(state, c, context)),
        () -> new Recovered(c.incident(), DiagnosisSizeLimit.readings(c.readings()), c.quiet()));
  }

  /** Readings that hold; where nothing is measured, that it stayed quiet since its last alert. */
  private static List<Rule> ground(Incident.Open state, RecoverIncident c, CommandContext context) {
    var quiet = c.quiet();
    return quiet == null
        ? EvidenceRules.ofRecovery(c.readings())
        : List.of(
            that(c.readings().isEmpty(), RefusalCode.BAD_REQUEST),
            that(
                quiet.overBy(context.at()) && !quiet.since().isBefore(state.joined().lastAt()),
                RefusalCode.NOT_VERIFIED));
  }

  private static Decision<IncidentEvent> override(ResolveByOverride c, CommandContext context) {
    var by = context.actor().id();
    return done(
        List.of(reasoned(c.reason())),
        () -> new Resolved(c.incident(), new Resolution.Overridden(by, c.reason())));
  }

  /** Only what is about exactly the alerts, or the diagnosis, of now counts. */
  private static List<Rule> current(int given, int now) {
    return List.of(
        that(given >= now, RefusalCode.STALE_DIAGNOSIS),
        that(given <= now, RefusalCode.BAD_REQUEST));
  }

  private static Rule reasoned(String reason) {
    return that(!reason.isBlank(), RefusalCode.REASON_REQUIRED);
  }

  private static Rule quiet(Incident.Open state, CommandContext context) {
    var alerts = state.alerts().stream().map(IncidentAlert::alert).toList();
    return that(!context.facts(AlertFacts.class).anyFiring(alerts), RefusalCode.ALERTS_FIRING);
  }
}
