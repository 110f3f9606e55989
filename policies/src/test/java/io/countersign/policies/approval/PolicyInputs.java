package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyInput.Actor;
import io.countersign.domain.policy.PolicyInput.History;
import io.countersign.domain.policy.PolicyInput.IncidentFacts;
import io.countersign.domain.policy.PolicyInput.PlanFacts;
import io.countersign.domain.policy.PolicyInput.Target;
import io.countersign.domain.policy.PolicyInput.Window;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Inputs of policy: an everyday one, and random ones. */
final class PolicyInputs {
  static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private PolicyInputs() {}

  static PolicyInput rollback(String environment) {
    return plan(environment, "rollback", 2, 2);
  }

  static PolicyInput plan(String environment, String action, int tier, int risk) {
    return new PolicyInput(
        new PlanFacts(action, "roll-back-a-release", risk, 1, 1, 2, environment, tier, true),
        new Actor("system", "system"),
        new Target(
            "orders",
            "service",
            environment,
            Math.clamp(tier, 1, 4),
            "sales",
            3,
            List.of(),
            false,
            0),
        new IncidentFacts("inc_1", "critical", 1, 0),
        Window.OPEN,
        new History(0, 0, 0, null, 0, true),
        NOW);
  }

  static PolicyInput random(RandomGenerator random) {
    int risk = random.nextInt(1, 6);
    int tier = random.nextInt(1, 5);
    var environment = pick(random, "production", "staging", "test", "rig");
    var action = pick(random, "rollback", "restart", "scale", "delete", "wipe");
    return new PolicyInput(
        new PlanFacts(
            action, "r", risk, 1, 1, random.nextInt(100), environment, tier, random.nextBoolean()),
        new Actor("a", pick(random, "system", "person", "agent")),
        new Target(
            "orders",
            "service",
            environment,
            tier,
            "",
            random.nextInt(4),
            List.of(),
            random.nextInt(8) == 0,
            random.nextInt(400)),
        new IncidentFacts("i", "critical", random.nextInt(1, 9), random.nextInt(3)),
        new Window(pick(random, "open", "closed", "frozen"), "", random.nextInt(9_999)),
        new History(
            random.nextInt(40),
            random.nextInt(2),
            random.nextInt(1000),
            NOW,
            random.nextInt(9),
            random.nextBoolean()),
        NOW.minusSeconds(random.nextInt(50_000_000)));
  }

  private static String pick(RandomGenerator random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
