package io.countersign.ledger.remediation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.replay.DecisionReplay.Part;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several threads decide again is what one does, in the order of the record. */
class DecisionReplayTest {
  private static final int RECORDED = 2_000;
  private static final int PAGE = 30;
  private static final Digest BUNDLE = new Digest("ab".repeat(32));

  /** By its seed: what the record holds, what a candidate says, and how far it goes. */
  private static PolicyDecision random(Random random) {
    var rules = random.nextInt(4) == 0 ? List.of("a") : List.of("b", "a");
    return switch (random.nextInt(3)) {
      case 0 -> new Allowed(rules, BUNDLE, List.of());
      case 1 -> new Forbidden(rules, BUNDLE, List.of(), "");
      default -> {
        int quorum = 1 + random.nextInt(2);
        yield new NeedsApproval(
            rules,
            BUNDLE,
            List.of(),
            new Approval("low", quorum, Set.of(Role.APPROVER), Set.of(), 1, 2, 3));
      }
    };
  }

  private static PolicyEvaluated decided(int number, Random random) {
    var grounds = random.nextInt(10) == 0 ? null : new PolicyGrounds(numbered(number), "cel 1");
    var id = new RemediationId(String.format(Locale.ROOT, "rem_%016x", number));
    return PolicyEvaluated.of(id, random(random), grounds);
  }

  private static PolicyInput numbered(int number) {
    var full = Samples.of(PolicyInput.class);
    return new PolicyInput(
        full.plan(),
        full.actor(),
        full.target(),
        full.incident(),
        new PolicyInput.Window("open", "w", number),
        full.history(),
        full.now());
  }

  private static List<Part> replayed(Ledger ledger, int seed, int threads) {
    var random = new Random(seed);
    int after = random.nextInt(RECORDED / 2);
    int through = after + random.nextInt(RECORDED - after + 1);
    int parts = random.nextInt(2) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(20);
    var all = new ArrayList<Part>();
    var replay =
        new DecisionReplay(
            new RecordedDecisions(ledger.transactions(), PAGE),
            input -> random(new Random(seed * 31L + input.window().secondsLeft())),
            threads);
    long reached =
        replay.run(
            after,
            through,
            part -> {
              all.add(part);
              return all.size() < parts;
            });
    assertThat(reached).isEqualTo(all.isEmpty() ? after : all.getLast().reached());
    return all;
  }

  @Test
  void severalThreadsHandOnWhatOneDoesInTheOrderOfTheRecord() {
    var random = new Random(10);
    var recorded =
        IntStream.rangeClosed(1, RECORDED)
            .mapToObj(number -> decided(number, random))
            .toArray(PolicyEvaluated[]::new);
    try (var ledger = new Chronicle().record(recorded).database().open()) {
      assertThat(ledger.awaitViews(RECORDED, Eventually.PATIENCE)).isTrue();
      for (int seed = 1; seed <= 20; seed++) {
        var one = replayed(ledger, seed, 1);
        assertThat(replayed(ledger, seed, 4)).as("seed " + seed).isEqualTo(one);
        assertThat(one.stream().flatMap(part -> part.flips().stream()))
            .extracting(it -> it.recorded().position())
            .isSorted()
            .doesNotHaveDuplicates();
      }
    }
  }
}
