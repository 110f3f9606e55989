package io.countersign.domain.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
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
import io.countersign.domain.incident.IncidentEvent.AttemptRefused;
import io.countersign.domain.incident.IncidentEvent.Opened;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about incidents: first who may ask, then whether the incident is in a state for it. What
 * may be done to an open one is in {@link OpenDecider}, to a closed one in {@link ClosedDecider}.
 */
public final class IncidentDecider {
  /** Who works on incidents; always persons. */
  public static final Set<Role> WORKING = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);

  /** Who may command one, and close it unverified. */
  public static final Set<Role> COMMANDING = Set.of(Role.COMMANDER);

  private IncidentDecider() {}

  public static Decision<IncidentEvent> decide(
      Incident state, IncidentCommand command, CommandContext context) {
    var decision =
        Rule.inOrder(authority(state, command, context), () -> authorised(state, command, context));
    return recent(state)
        .map(
            recent ->
                Refusals.recorded(
                    decision,
                    recent,
                    Attempt.of(command, context),
                    (code, it) -> refusal(command, code, it)))
        .orElse(decision);
  }

  /** Empty where nobody opened it: there is nothing that a refusal could lie on. */
  private static Optional<RecentRefusals> recent(Incident state) {
    return switch (state) {
      case Incident.NotOpened _ -> Optional.empty();
      case Incident.Open it -> Optional.of(it.refusals());
      case Incident.Closed it -> Optional.of(it.refusals());
    };
  }

  private static IncidentEvent refusal(IncidentCommand command, RefusalCode code, Attempt attempt) {
    return new AttemptRefused(
        command.incident(), code, attempt.by(), attempt.command(), attempt.at());
  }

  private static Decision<IncidentEvent> authorised(
      Incident state, IncidentCommand command, CommandContext context) {
    return switch (state) {
      case Incident.NotOpened _ -> open(command, context);
      case Incident.Open it -> OpenDecider.decide(it, command, context);
      case Incident.Closed it -> ClosedDecider.decide(it, command, context);
    };
  }

  /**
   * Correlating, and closing on measurements, is the product's own; claims may come from any known
   * principal, because they are checked; whatever is a judgement needs a person.
   */
  private static List<Rule> authority(
      Incident state, IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident _,
          AttachAlert _,
          MergeIncident _,
          ResolveRemedied _,
          RecoverIncident _,
          RecordFailure _,
          RecordProgress _ ->
          List.of(Authority.system(context));
      case RecordEvidence _, MakeDiagnosis _ -> Authority.known(context);
      case EscalateIncident _, ReopenIncident _ ->
          Authority.systemOrPersonWithin(context, WORKING, touched(state, context));
      case AcknowledgeIncident _,
          AssignIncident _,
          SetPriority _,
          AssignCommander _,
          AddNote _,
          ReviewIncident _ ->
          Authority.personWithin(context, WORKING, touched(state, context));
      case StandDownCommander _ -> Authority.signatory(context);
      case ResolveByOverride _ ->
          Authority.personThroughout(context, COMMANDING, touched(state, context));
    };
  }

  /** What its alerts are about: who works on part of it works on it. */
  private static List<Reach> touched(Incident state, CommandContext context) {
    var alerts =
        switch (state) {
          case Incident.NotOpened _ -> List.<IncidentAlert>of();
          case Incident.Open it -> it.alerts();
          case Incident.Closed it -> it.before().alerts();
        };
    return CommanderDecider.touched(alerts, context);
  }

  private static Decision<IncidentEvent> open(IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident c ->
          c.incident().equals(IncidentId.of(c.first().alert()))
              ? Decision.done(new Opened(c.incident(), c.first(), c.title(), context.at()))
              : Rule.refused(RefusalCode.BAD_REQUEST);
      case AttachAlert _,
          MergeIncident _,
          RecordEvidence _,
          MakeDiagnosis _,
          EscalateIncident _,
          RecordFailure _,
          RecordProgress _,
          AcknowledgeIncident _,
          AssignIncident _,
          SetPriority _,
          AssignCommander _,
          StandDownCommander _,
          AddNote _,
          ResolveRemedied _,
          RecoverIncident _,
          ResolveByOverride _,
          ReopenIncident _,
          ReviewIncident _ ->
          Rule.refused(RefusalCode.UNKNOWN_INCIDENT);
    };
  }
}
