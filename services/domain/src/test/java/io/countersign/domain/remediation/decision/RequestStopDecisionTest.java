package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The request to stop. */
class RequestStopDecisionTest {
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();
  private final RequestStop stop = new RequestStop(ID, "wait");

  @Test
  void whoWorksOnItMayAskToStop() {
    for (var who : List.of("alice", "carol", "dave")) {
      REMEDIATION
          .given(executing())
          .when(stop, facts.as(who))
          .then(new StopRequested(ID, new PrincipalId(who), "wait"));
    }
    REMEDIATION
        .given(verifying())
        .when(stop, system)
        .then(new StopRequested(ID, PrincipalId.SYSTEM, "wait"));
    REMEDIATION.given(executing()).and(STOP).when(stop, facts.as("dave")).thenUnchanged();
  }

  @Test
  void nobodyElse() {
    facts.person("eve", Role.VIEWER);
    for (var history : List.of(executing(), then(executing(), STOP))) {
      REMEDIATION.given(history).when(stop, facts.as("eve")).thenRefused(RefusalCode.FORBIDDEN);
      REMEDIATION.given(history).when(stop, facts.as("ci")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    }
  }

  @Test
  void aTeamStopsWhatTouchesItsOwnAndNothingElse() {
    var team = new Scope("payments", null, null, null);
    for (var role : List.of(Role.OPERATOR, Role.RESPONDER, Role.APPROVER)) {
      facts.owned(CHECKOUT, "payments").scoped("dave", role, team);
      REMEDIATION
          .given(executing())
          .when(stop, facts.as("dave"))
          .then(new StopRequested(ID, new PrincipalId("dave"), "wait"));
      facts.owned(CHECKOUT, "search");
      REMEDIATION
          .given(executing())
          .when(stop, facts.as("dave"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }
  }

  @Test
  void onlyWhatIsUnderWayAndWithAReason() {
    REMEDIATION
        .given(executing())
        .when(new RequestStop(ID, ""), system)
        .thenRefused(RefusalCode.REASON_REQUIRED);
    for (var history : List.of(approvedByAlice(), rollingBack())) {
      REMEDIATION.given(history).when(stop, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }
  }
}
