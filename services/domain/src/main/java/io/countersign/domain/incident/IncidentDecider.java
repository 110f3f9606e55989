package io.countersign.domain.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Authority;
import io.countersign.domain.correlation.IncidentId;
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
import io.countersign.domain.incident.IncidentEvent.Opened;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about incidents: first who may ask, then whether the incident is in a state for it. What
 * may be done to an open one is in {@link OpenDecider}, to a closed one in {@link ClosedDecider}.
 */
public final class IncidentDecider {
  /** Who works on incidents; always persons. */
  private static final Set<Role> WORKING = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);

  private static final Set<Role> COMMANDING = Set.of(Role.COMMANDER);

  private IncidentDecider() {}

  public static Decision<IncidentEvent> decide(
      Incident state, IncidentCommand command, CommandContext context) {
    var unauthorised = unauthorised(command, context);
    if (unauthorised.isPresent()) {
      return IncidentRefusals.refuse(state, command, context, unauthorised.get());
    }
    return switch (state) {
      case Incident.NotOpened it -> open(it, command, context);
      case Incident.Open it -> OpenDecider.decide(it, command, context);
      case Incident.Closed it -> ClosedDecider.decide(it, command, context);
    };
  }

  /**
   * Correlating, and closing on measurements, is the product's own; claims may come from any known
   * principal, because they are checked; whatever is a judgement needs a person.
   */
  private static Optional<RefusalCode> unauthorised(
      IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident _, AttachAlert _, MergeIncident _, ResolveRemedied _, RecoverIncident _ ->
          Authority.system(context);
      case RecordEvidence _, MakeDiagnosis _ -> Authority.known(context);
      case EscalateIncident _, ReopenIncident _ -> Authority.systemOrPerson(context, WORKING);
      case AcknowledgeIncident _, AssignIncident _, AddNote _, ReviewIncident _ ->
          Authority.person(context, WORKING);
      case ResolveByOverride _ -> Authority.person(context, COMMANDING);
    };
  }

  private static Decision<IncidentEvent> open(
      Incident.NotOpened state, IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident c ->
          c.incident().equals(IncidentId.of(c.first().alert()))
              ? Decision.done(new Opened(c.incident(), c.first(), c.title(), context.at()))
              : IncidentRefusals.refuse(state, c, context, RefusalCode.BAD_REQUEST);
      case AttachAlert _,
          MergeIncident _,
          RecordEvidence _,
          MakeDiagnosis _,
          EscalateIncident _,
          AcknowledgeIncident _,
          AssignIncident _,
          AddNote _,
          ResolveRemedied _,
          RecoverIncident _,
          ResolveByOverride _,
          ReopenIncident _,
          ReviewIncident _ ->
          IncidentRefusals.refuse(state, command, context, RefusalCode.UNKNOWN_INCIDENT);
    };
  }
}
