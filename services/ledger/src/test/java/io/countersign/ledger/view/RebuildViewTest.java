package io.countersign.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.WorkFailure;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.Story;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class RebuildViewTest {
  private static final AlertTie TIE =
      new AlertTie("depends-on", 80, "frontend depends on checkout-api");

  private static final MuteId MUTE = MuteId.of(new UUID(1, 1));

  private final Chronicle chronicle = new Chronicle();

  /** Whether events come one by one or all in one batch, and however often: the same bytes. */
  @Test
  void theBytesDoNotDependOnHowTheEventsWereCutIntoBatches() {
    tellEverything();
    var once = chronicle.view(1).digests();

    assertThat(once.values()).allSatisfy(digest -> assertThat(digest).doesNotStartWith("0 "));
    for (var size : List.of(1000, 7, 2, 1000)) {
      assertThat(chronicle.forget().view(size).digests()).as("batches of %s", size).isEqualTo(once);
    }
  }

  private void tellEverything() {
    var id = Story.REMEDIATION;
    var digest = Story.PLAN.digest();
    var other = IncidentId.of(Story.UNRELATED.alert());
    var at = Chronicle.START;
    var v1 = new TargetState(Story.CHECKOUT, Map.of("version", "v1"));
    chronicle
        .record(
            new ChangeObserved(
                new Change("feed", Story.CHECKOUT, "deploy", at, "C", "v1", "v2", null, null)),
            new MuteEvent.Muted(
                MUTE, new MuteMatcher(Story.SEARCH, null, null), at, Story.blob("x")),
            Story.raised(Story.BURN),
            new IncidentEvent.Opened(Story.INCIDENT, Story.BURN, "burning", at),
            Story.raised(Story.CHECKOUT_ERRORS),
            new IncidentEvent.AlertAttached(Story.INCIDENT, Story.CHECKOUT_ERRORS, TIE, at),
            new AlertEvent.HeldBack(Story.UNRELATED.alert(), MUTE),
            Story.raised(Story.UNRELATED),
            new MuteEvent.Unmuted(MUTE, MuteEvent.Unmuted.Lifting.EXPIRED),
            new IncidentEvent.Opened(other, Story.UNRELATED, "slow", at),
            new IncidentEvent.Merged(other, Story.INCIDENT, TIE),
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(1, true)),
            new IncidentEvent.WorkFailed(
                Story.INCIDENT, IncidentWork.WATCH, new WorkFailure("so", 1, 1, at, at)),
            new IncidentEvent.WorkResumed(Story.INCIDENT, IncidentWork.WATCH),
            new IncidentEvent.WorkFailed(
                Story.INCIDENT, IncidentWork.WATCH, new WorkFailure("again", 1, 1, at, null)),
            new RemediationEvent.Proposed(id, 1, PrincipalId.SYSTEM, Story.PLAN, digest),
            RemediationEvent.PolicyEvaluated.of(id, Story.NEEDS_APPROVAL, null),
            new RemediationEvent.ApprovalRequested(id, digest, Story.APPROVAL, at, at, at),
            new RemediationEvent.ApprovalReminded(id),
            new RemediationEvent.ApprovalEscalated(id, Set.of(Role.COMMANDER)),
            new RemediationEvent.ApprovalExtended(
                id, digest, Story.APPROVAL, List.of(), at, at, digest, List.of("rule")),
            granted("first"),
            new RemediationEvent.Approved(id, digest, List.of(Story.ALICE)),
            new RemediationEvent.ApprovalRevoked(id, Story.ALICE, digest, "wait"),
            granted("second"),
            new RemediationEvent.Approved(id, digest, List.of(Story.ALICE)),
            new RemediationEvent.HeldUp(id, RefusalCode.FROZEN),
            new RemediationEvent.ExecutionStarted(
                id, digest, List.of(), List.of(v1), List.of(), digest, List.of("rule")),
            started(1, 1, v1),
            new RemediationEvent.StepFailed(id, 1, 1, false, "TIMEOUT", true, at),
            started(1, 2, v1),
            new RemediationEvent.StepCompleted(id, 1, 2, false, v1, null, at),
            started(2, 1, v1),
            new RemediationEvent.StepCompleted(id, 2, 1, false, v1, null, at),
            new RemediationEvent.VerificationPassed(id, List.of(Story.reading("0", true))),
            new RemediationEvent.Completed(id, Outcome.VERIFIED, Map.of()),
            Story.resolved(Story.BURN),
            new IncidentEvent.CommanderAssigned(Story.INCIDENT, Story.ALICE, Story.ALICE, null),
            new IncidentEvent.Recovered(Story.INCIDENT, List.of(), null),
            new IncidentEvent.Reopened(Story.INCIDENT, "again"),
            new ReferenceEvent.Added(
                ReferenceHolder.of(id), new Reference("jira", "issue", "1", "https://jira/1")))
        .recordBy("p_alice", new IncidentEvent.Noted(Story.INCIDENT, Story.blob("hm")));
  }

  private static RemediationEvent granted(String reason) {
    return new RemediationEvent.ApprovalGranted(
        Story.REMEDIATION, Story.ALICE, Set.of(Role.APPROVER), Story.PLAN.digest(), reason);
  }

  private static RemediationEvent started(int step, int attempt, TargetState observed) {
    return new RemediationEvent.StepStarted(
        Story.REMEDIATION,
        step,
        attempt,
        attempt,
        false,
        "key",
        observed,
        null,
        List.of(),
        Story.NEEDS_APPROVAL.bundle(),
        Story.NEEDS_APPROVAL.rules(),
        Chronicle.START);
  }
}
