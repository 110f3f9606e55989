package io.countersign.server.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.bundle.OfferedFiles;
import io.countersign.server.policy.PolicyReplay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was decided is decided again, by the same evaluator over what was looked at then. */
class RecordedReplayTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private static final CompiledBundle SHIPPED = without("none");

  private static CompiledBundle without(String rule) {
    return BundleCompiler.compile(
            new BundleContent(
                OfferedFiles.shippedFiles().stream()
                    .filter(it -> !it.name().equals("approval/" + rule + ".yaml"))
                    .toList()))
        .orThrow();
  }

  private static PolicyInput input(Random random) {
    var environment = List.of("production", "staging", "rig").get(random.nextInt(3));
    int tier = random.nextInt(1, 5);
    var action = List.of("rollback", "restart", "delete").get(random.nextInt(3));
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            action, "r", random.nextInt(1, 6), 1, 1, random.nextInt(90), environment, tier, true),
        new PolicyInput.Actor("system", "system"),
        new PolicyInput.Target("orders", "service", environment, tier, "", 3, List.of(), false, 0),
        new PolicyInput.IncidentFacts("inc_1", "critical", 1, random.nextInt(2)),
        PolicyInput.Window.OPEN,
        PolicyInput.History.NONE,
        NOW);
  }

  private static RemediationId id(int number) {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", number));
  }

  private static PolicyEvaluated evaluated(int number, PolicyInput input) {
    return new PolicyEvaluated(id(number), SHIPPED.rules().evaluate(input), input, null);
  }

  /** By structure, and not by the words that the product compares. */
  private static boolean same(PolicyDecision one, PolicyDecision other) {
    return switch (one) {
      case PolicyDecision.NeedsApproval it ->
          other instanceof PolicyDecision.NeedsApproval needed
              && needed.approval().equals(it.approval());
      case PolicyDecision.Allowed _ -> other instanceof PolicyDecision.Allowed;
      case PolicyDecision.Forbidden _ -> other instanceof PolicyDecision.Forbidden;
    };
  }

  private static PolicyReplay.Replayed replayed(Chronicle chronicle, CompiledBundle bundle) {
    try (var ledger = chronicle.database().open()) {
      var replay = new RecordedReplay(ledger);
      return replay.replay(bundle, replay.all());
    }
  }

  @Test
  void d06_theSameBundleDecidesTheSame() {
    var chronicle = new Chronicle();
    var random = new Random(1);
    for (int i = 0; i < 2_500; i++) {
      chronicle.record(evaluated(i, input(random)));
    }
    var came = replayed(chronicle, SHIPPED).summary();
    assertThat(came.decisions()).isEqualTo(2_500);
    assertThat(came.flipped()).isZero();
    assertThat(came.through()).isEqualTo(2_500);
  }

  @Test
  void d07_withARuleLessExactlyThoseFlipThatAreDecidedOtherwise() {
    var chronicle = new Chronicle();
    var random = new Random(2);
    var inputs = new ArrayList<PolicyInput>();
    for (int i = 0; i < 300; i++) {
      inputs.add(input(random));
      chronicle.record(evaluated(i, inputs.get(i)));
    }
    for (var rule :
        List.of(
            "destruction-is-forbidden",
            "high-risk-in-production",
            "two-approvers-for-tier-1-production-high-risk")) {
      var candidate = without(rule);
      var expected = new ArrayList<Long>();
      for (int i = 0; i < inputs.size(); i++) {
        var input = inputs.get(i);
        if (!same(SHIPPED.rules().evaluate(input), candidate.rules().evaluate(input))) {
          expected.add(i + 1L);
        }
      }
      var came = replayed(chronicle, candidate);
      assertThat(came.flips()).extracting(PolicyReplay.Flip::position).isEqualTo(expected);
      assertThat(came.summary().flipped()).isEqualTo(expected.size());
    }
  }

  @Test
  void whatWasDecidedBeforeInputsWereKeptIsNotTakenForTheSame() {
    var old =
        new PolicyEvaluated(id(1), SHIPPED.rules().evaluate(input(new Random(3))), null, null);
    var came = replayed(new Chronicle().record(old), SHIPPED).summary();
    assertThat(came.notReplayable()).isEqualTo(1);
    assertThat(came.decisions()).isZero();
  }
}
