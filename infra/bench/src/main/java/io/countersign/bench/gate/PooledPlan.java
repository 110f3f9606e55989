package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.PlanOutline;
import io.countersign.bench.gate.oracle.PlanOutline.Effect;
import io.countersign.domain.Digest;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.Plan.WindowClosing;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plan in both worlds: its outline for the oracle, itself for the product. There are some hundred
 * of them, each made once.
 */
record PooledPlan(PlanOutline outline, Plan plan, Digest digest) {
  static final IncidentId INCIDENT = new IncidentId("inc_" + "0".repeat(16));
  static final List<String> PROBES = List.of("error-ratio", "reachable");

  static final String ACTION = "rollback";
  static final Digest CONTENT = Digest.ofJson("what runs");
  private static final Map<PlanOutline, PooledPlan> POOL = new ConcurrentHashMap<>();

  static PooledPlan random(SplittableRandom random) {
    boolean both = random.nextInt(3) == 0;
    var steps = new ArrayList<Effect>();
    steps.add(new Effect("a", 60, "bad"));
    if (both) {
      steps.add(new Effect("b", 60, "bad"));
    } else if (random.nextBoolean()) {
      steps.add(new Effect("a", 30, "good"));
    }
    var back = random.nextInt(4) > 0 ? List.of(new Effect("a", 60, "good")) : List.<Effect>of();
    long expires =
        switch (random.nextInt(4)) {
          case 0 -> 200;
          case 1 -> 600;
          default -> ModelWorld.NEVER;
        };
    return of(
        new PlanOutline(
            both ? List.of("a", "b") : List.of("a"),
            steps,
            back,
            expires,
            random.nextInt(4) == 0,
            random.nextInt(40) > 0));
  }

  static PooledPlan of(PlanOutline outline) {
    return POOL.computeIfAbsent(outline, PooledPlan::made);
  }

  /** The plan as somebody would have edited it behind the product's back. */
  Plan edited() {
    return plan.withDryRun("something else");
  }

  private static PooledPlan made(PlanOutline outline) {
    var end = ProductWords.end(outline.expires());
    var steps = steps(outline.steps(), outline.bound());
    var plan =
        new Plan(
                INCIDENT,
                "roll-back",
                CONTENT,
                "release CHG-1",
                ACTION,
                outline.targets().stream().map(it -> state(it, "bad")).toList(),
                List.of(),
                List.of(),
                steps,
                steps(outline.back(), outline.bound()),
                PROBES.stream().map(PooledPlan::probe).toList(),
                "")
            .whenWindowCloses(outline.runsOn() ? WindowClosing.RUN_ON : null);
    var whole = end == null ? plan : plan.until(end);
    return new PooledPlan(outline, whole, whole.digest());
  }

  static TargetState state(String target, String version) {
    return new TargetState(ProductWords.target(target), Map.of("version", version));
  }

  private static Probe probe(String name) {
    return new Probe(
        name, ProductWords.target("a"), "metrics", name, Probe.Comparison.BELOW, "0.05", 15);
  }

  private static List<PlannedStep> steps(List<Effect> effects, boolean bound) {
    var steps = new ArrayList<PlannedStep>();
    for (var effect : effects) {
      steps.add(
          new PlannedStep(
              steps.size() + 1,
              "supervisor",
              ACTION,
              ProductWords.target(effect.target()),
              Map.of(),
              Map.of("version", effect.expects()),
              (int) effect.seconds(),
              bound ? CONTENT : null));
    }
    return List.copyOf(steps);
  }
}
