package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.GateCheck.Result;
import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** High risk runs only by what is under a head that others can prove. */
class ProvableGateTest {
  private static final Digest APPROVED = plan().digest();
  private static final List<RemediationEvent> UNASKED =
      List.of(proposed(plan()), evaluated(ALLOWED), approved());

  private final KnownFacts facts = staff();

  private static StartExecution start(PolicyDecision policy) {
    return new StartExecution(ID, APPROVED, List.of(BAD), readings(false, true), policy, CLOCKS);
  }

  private static StartStep step() {
    return new StartStep(
        ID, 1, 0, StepAttempt.key(ID, false, 1, 1), APPROVED, observed(BAD), POLICY, CLOCKS, false);
  }

  private GateCheck check(List<RemediationEvent> given, StartExecution command) {
    var state = Remediation.initial();
    for (var past : given) {
      state = Remediation.evolve(state, past);
    }
    var event = RemediationDecider.decide(state, command, facts.asSystem()).events().getFirst();
    var checks =
        switch (event) {
          case ExecutionStarted it -> it.checks();
          case AttemptRefused it -> it.checks();
          default -> throw new AssertionError(event);
        };
    assertThat(checks).isNotNull();
    return checks.stream().filter(it -> it.check().equals("inclusion-proof")).findFirst().get();
  }

  @Test
  void bothPassesWaitUntilTheApprovalsArePublished() {
    for (long position : List.of(16L, Publication.UNKNOWN)) {
      facts.published(new Publication(position, 15, "1 of (one, two)", Contexts.T0));
      REMEDIATION
          .given(approvedByAlice())
          .when(start(POLICY), facts.asSystem())
          .thenRefused(RefusalCode.NOT_WITNESSED);
      REMEDIATION
          .given(executing())
          .when(step(), facts.asSystem())
          .thenRefused(RefusalCode.NOT_WITNESSED);
    }
    facts.published(new Publication(15, 15, "1 of (one, two)", Contexts.T0));
    assertThat(check(approvedByAlice(), start(POLICY)))
        .isEqualTo(
            new GateCheck(
                "inclusion-proof",
                Result.HELD,
                "events to 15 are under the head of 15; witness quorum: 1 of (one, two)"));
  }

  @Test
  void whatIsMissingIsOnRecord() {
    facts.published(new Publication(16, 15, "one", Contexts.T0));
    assertThat(check(approvedByAlice(), start(POLICY)))
        .isEqualTo(
            new GateCheck(
                "inclusion-proof",
                Result.FAILED,
                "unwitnessed: event 16 is under no published head: the last one is of 15 events, at"
                    + " "
                    + Contexts.T0
                    + "; witness quorum: one"));
    facts.published(new Publication(Publication.UNKNOWN, 0, "none", null));
    assertThat(check(approvedByAlice(), start(POLICY)).input())
        .isEqualTo(
            "unwitnessed: its last approval is under no published head: there is none;"
                + " witness quorum: none");
  }

  @Test
  void lowerRiskGoesOnAndSaysThatItIsUnwitnessed() {
    facts.published(new Publication(16, 15, "one", Contexts.T0));
    var check = check(UNASKED, start(ALLOWED));
    assertThat(check.result()).isEqualTo(Result.HELD);
    assertThat(check.input()).startsWith("unwitnessed: event 16 is under no published head");
  }

  /** It was approved with its plan, and leaving things half done is no better. */
  @Test
  void theWayBackIsNotAsked() {
    facts.published(new Publication(16, 15, "one", Contexts.T0));
    REMEDIATION
        .given(rollingBack())
        .when(
            new StartStep(
                ID,
                1,
                6,
                StepAttempt.key(ID, true, 1, 1),
                APPROVED,
                observed(GOOD),
                POLICY,
                CLOCKS,
                false),
            facts.asSystem())
        .then(backStarted(1, 1, 7));
  }
}
