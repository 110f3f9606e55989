package io.countersign.domain.incident;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
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
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Reviewed;
import java.util.List;

/**
 * The decider of closed incidents, which take a note, a review, a reopening and late news of their
 * fault; closing it the same way again is no news.
 */
final class ClosedDecider {
  private ClosedDecider() {}

  static Decision<IncidentEvent> decide(
      Incident.Closed state, IncidentCommand command, CommandContext context) {
    return switch (command) {
      case OpenIncident _ -> Decision.unchanged();
      case AttachAlert c -> attach(state, c, context);
      case MergeIncident c -> sameOrClosed(mergedInto(state, c.into()));
      case RecoverIncident c -> sameOrClosed(state.how() instanceof Closing.Recovered);
      case ResolveRemedied c -> sameOrClosed(remediedBy(state, c));
      case ResolveByOverride c -> sameOrClosed(overriddenBy(state, context));
      case RecordFailure _, RecordProgress _ -> Decision.unchanged();
      case AddNote c -> Decision.done(new Noted(c.incident(), c.note()));
      case ReopenIncident c -> reopen(state, c);
      case ReviewIncident c ->
          c.review().equals(state.review())
              ? Decision.unchanged()
              : Decision.done(new Reviewed(c.incident(), c.review()));
      case RecordEvidence _,
          MakeDiagnosis _,
          EscalateIncident _,
          AcknowledgeIncident _,
          AssignIncident _,
          SetPriority _,
          AssignCommander _,
          StandDownCommander _ ->
          sameOrClosed(false);
    };
  }

  /** An echo changes nothing about the end. A merged incident's alerts live on in the other one. */
  private static Decision<IncidentEvent> attach(
      Incident.Closed state, AttachAlert c, CommandContext context) {
    boolean held = state.before().joined().holds(c.alert().alert());
    boolean echo = c.tie().echo() && !(state.how() instanceof Closing.Merged);
    return echo && !held
        ? Decision.done(new AlertAttached(c.incident(), c.alert(), c.tie(), context.at()))
        : sameOrClosed(held);
  }

  private static Decision<IncidentEvent> sameOrClosed(boolean same) {
    return same ? Decision.unchanged() : Rule.refused(RefusalCode.INCIDENT_CLOSED);
  }

  /** A merged incident's alerts live on in the other one. */
  private static Decision<IncidentEvent> reopen(Incident.Closed state, ReopenIncident c) {
    return switch (state.how()) {
      case Closing.Merged _ -> Rule.refused(RefusalCode.INCIDENT_CLOSED);
      case Closing.Recovered _, Closing.Resolved _ ->
          Rule.inOrder(
              List.of(that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED)),
              () -> Decision.done(new Reopened(c.incident(), c.reason())));
    };
  }

  private static boolean mergedInto(Incident.Closed state, IncidentId into) {
    return state.how().equals(new Closing.Merged(into));
  }

  private static boolean remediedBy(Incident.Closed state, ResolveRemedied c) {
    return state.how().equals(new Closing.Resolved(new Resolution.Remedied(c.remediation())));
  }

  private static boolean overriddenBy(Incident.Closed state, CommandContext context) {
    return state.how() instanceof Closing.Resolved(Resolution.Overridden(var by, _))
        && by.equals(context.actor().id());
  }
}
