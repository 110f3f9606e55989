package io.countersign.domain.remediation;

import static io.countersign.domain.remediation.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      REMEDIATION
          .given(history)
          .when(stop, facts.as("ci"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
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
