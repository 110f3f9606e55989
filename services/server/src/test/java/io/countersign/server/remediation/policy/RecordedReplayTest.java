package io.countersign.server.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.policies.approval.PolicyEngine;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.bundle.OfferedFiles;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.suite.MadeUpPlan;
import io.countersign.server.policy.PolicyReplay;
import io.countersign.server.policy.PolicyReplay.Bounds;
import io.countersign.server.policy.PolicyReplay.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        NOW,
        others(random));
  }

  /** What a target was elsewhere decides as well, and again in the replay. */
  private static List<PolicyInput.Target> others(Random random) {
    return random.nextInt(3) > 0
        ? List.of()
        : List.of(
            new PolicyInput.Target(
                "orders", "service", "production", 1, "", 3, List.of("dba", "sre"), false, 0));
  }

  private static RemediationId id(int number) {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", number));
  }

  private static PolicyEvaluated evaluated(int number, PolicyInput input) {
    return PolicyEvaluated.of(
        id(number),
        SHIPPED.rules().evaluate(input),
        new PolicyGrounds(input, PolicyEngine.VERSION));
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

  private static Ledger opened(Chronicle chronicle) {
    var ledger = chronicle.database().open();
    assertThat(ledger.awaitViews(chronicle.head(), Eventually.PATIENCE)).isTrue();
    return ledger;
  }

  private static PolicyReplay.Replayed replayed(Chronicle chronicle, CompiledBundle bundle) {
    return replayed(chronicle, bundle, new Bounds(Eventually.PATIENCE, false));
  }

  private static PolicyReplay.Replayed replayed(
      Chronicle chronicle, CompiledBundle bundle, Bounds bounds) {
    try (var ledger = opened(chronicle)) {
      var replay = new RecordedReplay(ledger);
      return replay.replay(bundle, replay.all(), bounds);
    }
  }

  @Test
  void d06_theSameBundleDecidesTheSame() {
    var chronicle = new Chronicle();
    var random = new Random(1);
    for (int i = 0; i < 1_100; i++) {
      chronicle.record(evaluated(i, input(random)));
    }
    var came = replayed(chronicle, SHIPPED).summary();
    assertThat(came.decisions()).isEqualTo(1_100);
    assertThat(came.flipped()).isZero();
    assertThat(came.through()).isEqualTo(1_100);
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
  void whatWouldHoldTooMuchEndsEarlierAndSaysHowFarItCame() {
    var chronicle = new Chronicle();
    var forbidden = new PolicyDecision.Forbidden(List.of(), SHIPPED.digest(), List.of(), "");
    for (int i = 0; i < 2_100; i++) {
      chronicle.record(
          PolicyEvaluated.of(
              id(i), forbidden, new PolicyGrounds(rollback(2), PolicyEngine.VERSION)));
    }
    var bounds = new Bounds(Eventually.PATIENCE, false, 1_000);
    var came = replayed(chronicle, SHIPPED, bounds).summary();
    assertThat(came.through()).isBetween(1_000L, 2_099L);
    assertThat(came.flipped()).isEqualTo((int) came.through());
    assertThat(Objects.requireNonNull(came.details()).end()).isEqualTo(2_100);
  }

  @Test
  void whatWasDecidedBeforeInputsWereKeptIsNotTakenForTheSame() {
    var old = PolicyEvaluated.of(id(1), SHIPPED.rules().evaluate(input(new Random(3))), null);
    var came = replayed(new Chronicle().record(old), SHIPPED).summary();
    assertThat(came.notReplayable()).isEqualTo(1);
    assertThat(came.decisions()).isZero();
  }

  private static PolicyInput rollback(int risk) {
    var given =
        String.format(
            Locale.ROOT,
            "{plan: {action: rollback, risk: %d, tier: 1}, target: {tier: 1, approvers: 3}}",
            risk);
    return MadeUpPlan.compile(new PolicyFile("given", given), MadeUpPlan.everyday(NOW)).orThrow();
  }

  private static PolicyJudgement judged(CompiledBundle bundle, PolicyInput input, String engine) {
    return new PolicyJudgement(bundle.rules().evaluate(input), new PolicyGrounds(input, engine));
  }

  private static StepStarted step(
      int number, @Nullable PolicyJudgement judgement, String... approvers) {
    return new StepStarted(
        id(number),
        1,
        1,
        1,
        false,
        "key",
        Remediations.plan().targets().getFirst(),
        null,
        Stream.of(approvers).map(PrincipalId::new).toList(),
        SHIPPED.digest(),
        List.of(),
        NOW,
        null,
        judgement,
        null);
  }

  private static ExecutionStarted start(int number, @Nullable PolicyJudgement judgement) {
    return new ExecutionStarted(
        id(number),
        SHIPPED.digest(),
        List.of(),
        List.of(),
        List.of(),
        SHIPPED.digest(),
        List.of(),
        null,
        judgement,
        null);
  }

  /** What ran by one person's word under the candidate isn't what the shipped rules let run. */
  @Test
  void whatTheGateWentByIsDecidedAgainAndTellsWhatWouldNotHaveRun() {
    var lax = without("two-persons-for-tier-1-production");
    var judgement = judged(lax, rollback(2), PolicyEngine.VERSION);
    var chronicle =
        new Chronicle()
            .record(start(1, judgement))
            .record(step(1, judgement, "ann"))
            .record(start(2, judgement))
            .record(step(2, judgement, "ann", "ben"))
            .record(start(3, null));
    var came = replayed(chronicle, SHIPPED);
    assertThat(came.summary().decisions()).isEqualTo(4);
    assertThat(came.summary().notReplayable()).isEqualTo(1);
    assertThat(came.summary().flipped()).isEqualTo(4);
    assertThat(came.summary().refusedExecutions()).isEqualTo(1);
    assertThat(came.summary().details().approvals()).isEqualTo(2);
    assertThat(came.flips().stream().filter(PolicyReplay.Flip::executed))
        .extracting(PolicyReplay.Flip::stage, PolicyReplay.Flip::remediation)
        .containsExactly(tuple("step", id(1).value()));
  }

  @Test
  void otherRulesThatAskForTheSameAreToldApart() {
    var chronicle = new Chronicle().record(evaluated(1, rollback(4)));
    var came = replayed(chronicle, without("high-risk-in-production")).summary();
    assertThat(came.flipped()).isZero();
    assertThat(came.details().otherRules()).isEqualTo(1);
  }

  @Test
  void d14_aDifferenceByAnotherVersionOfTheEvaluatorIsMarkedEngineDrift() {
    var old = new PolicyDecision.Allowed(List.of(), SHIPPED.digest(), List.of());
    var chronicle =
        new Chronicle()
            .record(PolicyEvaluated.of(id(1), old, new PolicyGrounds(rollback(2), "cel 0.1")))
            .record(
                PolicyEvaluated.of(
                    id(2), old, new PolicyGrounds(rollback(2), PolicyEngine.VERSION)))
            .record(evaluated(3, rollback(2)));
    var came = replayed(chronicle, SHIPPED);
    assertThat(came.flips())
        .extracting(PolicyReplay.Flip::remediation, PolicyReplay.Flip::engineDrift)
        .containsExactly(tuple(id(1).value(), true), tuple(id(2).value(), false));
    assertThat(came.summary().details().engineDrift()).isEqualTo(1);
  }

  @Test
  void aPartThatEndsEarlySaysHowFarItCame() {
    var random = new Random(5);
    var evaluated =
        IntStream.range(0, 4_100)
            .mapToObj(i -> evaluated(i, input(random)))
            .toArray(PolicyEvaluated[]::new);
    var chronicle = new Chronicle().record(evaluated);
    try (var ledger = opened(chronicle)) {
      var replay = new RecordedReplay(ledger);
      var bounds = new Bounds(Duration.ZERO, true);
      var all = replay.all();
      int decisions = 0;
      int parts = 0;
      long reached = 0;
      while (reached < all.through()) {
        var part = replay.replay(SHIPPED, new Stretch(reached, 4_100), bounds).summary();
        parts++;
        decisions += part.decisions();
        reached = part.through();
        assertThat(part.details().end()).isEqualTo(4_100);
      }
      assertThat(decisions).isEqualTo(4_100);
      assertThat(parts).isGreaterThan(1);
    }
  }
}
