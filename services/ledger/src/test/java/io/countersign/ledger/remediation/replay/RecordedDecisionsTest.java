package io.countersign.ledger.remediation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedDecisionsTest {
  private static final Digest BUNDLE = new Digest("ab".repeat(32));
  private static final String NASTY = "\"},\"engine\":\"x\",\"input\":{ ] [\\\"";
  private static final List<String> TRACE = List.of(NASTY, "", "plan.risk > 2 is true");

  private static RemediationId id(int number) {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", number));
  }

  private static PolicyInput input(String window) {
    var full = Samples.of(PolicyInput.class);
    return new PolicyInput(
        full.plan(),
        new PolicyInput.Actor(NASTY, "person"),
        full.target(),
        full.incident(),
        new PolicyInput.Window("open", window, 7),
        full.history(),
        full.now());
  }

  private static PolicyJudgement judgement(PolicyDecision decision, String window) {
    return new PolicyJudgement(decision, new PolicyGrounds(input(window), "cel 1"));
  }

  private static StepStarted step(
      int number, boolean rollback, @Nullable PolicyJudgement judgement, String... approvers) {
    var full = Samples.of(StepStarted.class);
    return new StepStarted(
        id(number),
        1,
        1,
        1,
        rollback,
        NASTY,
        full.observed(),
        null,
        List.of(approvers).stream().map(PrincipalId::new).toList(),
        BUNDLE,
        List.of(),
        full.at(),
        full.checks(),
        judgement,
        null);
  }

  private static ExecutionStarted start(int number, @Nullable PolicyJudgement judgement) {
    var full = Samples.of(ExecutionStarted.class);
    return new ExecutionStarted(
        id(number),
        full.planDigest(),
        full.leases(),
        full.observed(),
        full.before(),
        BUNDLE,
        List.of(),
        full.checks(),
        judgement,
        null);
  }

  private static Chronicle everyKind() {
    var approval = new PolicyDecision.Approval("high", 2, Set.of(Role.APPROVER), Set.of(), 1, 2, 3);
    var needed = new NeedsApproval(List.of("a"), BUNDLE, TRACE, approval);
    var forbidden = new Forbidden(List.of("b"), BUNDLE, TRACE, NASTY);
    var allowed = new Allowed(List.of(), BUNDLE, TRACE);
    return new Chronicle()
        .record(PolicyEvaluated.of(id(1), needed, new PolicyGrounds(input("w"), "cel 1")))
        .record(PolicyEvaluated.of(id(2), forbidden, null))
        .record(new PolicyEvaluated(id(3), allowed, input(NASTY), BUNDLE, null))
        .record(PolicyEvaluated.of(id(3), forbidden, new PolicyGrounds(input(""), "cel 1")))
        .record(start(1, judgement(needed, NASTY)))
        .record(start(2, null))
        .record(step(1, false, judgement(forbidden, "{"), "ann", "ben"))
        .record(step(2, false, judgement(allowed, "}}}")))
        .record(step(3, false, null))
        .record(step(3, true, judgement(allowed, "")));
  }

  private static List<RecordedDecision> all(Ledger ledger) {
    return new RecordedDecisions(ledger.transactions()).page(0, Long.MAX_VALUE);
  }

  @Test
  void aDecisionIsReadWithWhatItTakesToDecideAgain() {
    var chronicle = everyKind().view(100);
    try (var ledger = chronicle.database().open()) {
      var all = all(ledger);
      assertThat(all)
          .extracting(RecordedDecision::position)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(all.get(6).approvers()).isEqualTo(2);
      assertThat(all.get(6).judgement())
          .isEqualTo(judgement(new Forbidden(List.of("b"), BUNDLE, List.of(), ""), "{"));
      assertThat(all.stream().filter(it -> it.judgement() == null))
          .extracting(RecordedDecision::position)
          .containsExactly(2L, 6L, 9L);
    }
  }

  @Test
  void whatWasOnRecordBeforeThereWasTheViewIsInItByTheSameBytes() throws IOException {
    var chronicle = everyKind().view(100);
    var once = chronicle.digests();
    chronicle.execute("delete from view_policy_decision");
    chronicle.execute(filling());
    assertThat(chronicle.digests()).isEqualTo(once);
  }

  private static String filling() throws IOException {
    var file = "/db/migration/V0226__policy_decision_view.sql";
    try (var in = RecordedDecisionsTest.class.getResourceAsStream(file)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf("with found"));
    }
  }

  @Test
  void pagesAreHandedOnInTheOrderOfTheRecord() {
    var allowed = new Allowed(List.of(), BUNDLE, List.of());
    var forbidden = new Forbidden(List.of(), BUNDLE, List.of(), "");
    var started =
        IntStream.rangeClosed(1, 9_000)
            .mapToObj(i -> start(i, judgement(i % 1_000 == 0 ? forbidden : allowed, "")))
            .toArray(ExecutionStarted[]::new);
    var chronicle = new Chronicle().record(started);
    try (var ledger = chronicle.database().open()) {
      assertThat(ledger.awaitViews(9_000, Eventually.PATIENCE)).isTrue();
      var replay = new DecisionReplay(ledger.transactions(), _ -> allowed);
      var flipped = new ArrayList<Long>();
      var replayable = new AtomicInteger();
      long reached =
          replay.run(
              500,
              8_500,
              part -> {
                replayable.addAndGet(part.replayable());
                part.flips().forEach(it -> flipped.add(it.recorded().position()));
                return true;
              });
      assertThat(reached).isEqualTo(8_500);
      assertThat(replayable).hasValue(8_000);
      assertThat(flipped)
          .containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L);
      assertThat(replay.run(0, 9_000, _ -> false)).isEqualTo(2_000);
    }
  }
}
