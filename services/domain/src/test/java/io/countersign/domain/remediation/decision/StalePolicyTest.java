package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.KnownLaw;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another bundle took effect after policy was asked: nothing is decided by the former's word. */
class StalePolicyTest {
  private final KnownFacts facts =
      staff().with(PolicyBundleFacts.class, new KnownLaw(Digest.ofJson("another")));

  /** Also what the former forbade: by the one in force it may be fine. */
  static List<PolicyDecision> words() {
    return List.of(POLICY, Remediations.ALLOWED, FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("words")
  void itIsNotRecorded(PolicyDecision word) {
    REMEDIATION
        .given(proposed(plan()))
        .when(new RecordPolicy(ID, word), facts.asSystem())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  @ParameterizedTest
  @MethodSource("words")
  void nothingStartsByIt(PolicyDecision word) {
    REMEDIATION
        .given(approvedByAlice())
        .when(start(word), facts.asSystem())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  @ParameterizedTest
  @MethodSource("words")
  void norDoesAStep(PolicyDecision word) {
    REMEDIATION
        .given(executing())
        .when(firstStep(word), facts.asSystem())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  @Test
  void peopleAreNotAskedForMoreByIt() {
    REMEDIATION
        .given(approvedByAlice())
        .when(new ExtendApproval(ID, needsApproval(2)), facts.asSystem())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  @Test
  void norWhereNoneIsInForceAtAll() {
    facts.with(PolicyBundleFacts.class, Optional::empty);
    REMEDIATION
        .given(approvedByAlice())
        .when(start(POLICY), facts.asSystem())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  private static StartExecution start(PolicyDecision policy) {
    return new StartExecution(
        ID, plan().digest(), List.of(BAD), readings(false, true), policy, CLOCKS);
  }

  private static StartStep firstStep(PolicyDecision policy) {
    var key = StepAttempt.key(ID, false, 1, 1);
    return new StartStep(ID, 1, 0, key, plan().digest(), observed(BAD), policy, CLOCKS, false);
  }
}
