package io.countersign.bench.policy;

import io.countersign.domain.policy.PolicyInput;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Plans of all kinds, the same ones for the same seed. */
final class RandomPlans {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final int DAY = 86_400;

  private final SplittableRandom random;

  RandomPlans(long seed) {
    random = new SplittableRandom(seed);
  }

  PolicyInput next() {
    var environment = pick("production", "staging", "test", "elsewhere");
    int tier = random.nextInt(1, 5);
    return new PolicyInput(
        plan(environment, tier),
        new PolicyInput.Actor("somebody", pick("system", "person", "agent")),
        new PolicyInput.Target(
            "orders",
            "service",
            environment,
            tier,
            "sales",
            random.nextInt(5),
            List.of("sre"),
            random.nextInt(20) == 0,
            random.nextInt(400)),
        new PolicyInput.IncidentFacts("inc_1", "critical", 1, random.nextInt(3)),
        new PolicyInput.Window(pick("open", "open", "closed", "frozen"), "", DAY),
        new PolicyInput.History(
            random.nextInt(40),
            random.nextInt(3),
            random.nextInt(1_000),
            NOW.minusSeconds(random.nextInt(DAY)),
            random.nextInt(8),
            random.nextBoolean()),
        NOW);
  }

  private PolicyInput.PlanFacts plan(String environment, int tier) {
    return new PolicyInput.PlanFacts(
        pick("rollback", "restart", "scale", "delete"),
        "a-runbook",
        random.nextInt(1, 6),
        1,
        1,
        random.nextInt(60),
        environment,
        tier,
        random.nextBoolean());
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }
}
