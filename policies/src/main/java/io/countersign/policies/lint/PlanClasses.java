package io.countersign.policies.lint;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.RuleLiterals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The inputs that a search goes through: the values that rules speak of, those beside them and some
 * that they don't. All that risk, tier, environment, action and actor can be, each with several
 * histories and circumstances; the same ones for the same rules.
 */
final class PlanClasses {
  /** Circumstances for each of them. */
  private static final int EACH = 6;

  private static final List<String> ACTORS = List.of("system", "person", "service", "agent");
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private final RuleLiterals literals;
  private final SplittableRandom random = new SplittableRandom(1);

  private PlanClasses(RuleLiterals literals) {
    this.literals = literals;
  }

  static List<PolicyInput> of(RuleLiterals literals) {
    return new PlanClasses(literals).all();
  }

  private List<PolicyInput> all() {
    var all = new ArrayList<PolicyInput>();
    for (var environment : texts("plan.environment", "production", "unknown")) {
      for (var action : texts("plan.action", "rollback", "restart")) {
        for (int tier = 1; tier <= 4; tier++) {
          for (int risk = 1; risk <= 5; risk++) {
            for (var actor : ACTORS) {
              all.addAll(circumstances(environment, action, tier, risk, actor));
            }
          }
        }
      }
    }
    return all;
  }

  /** One as good as can be, one as bad, and some at random. */
  private List<PolicyInput> circumstances(
      String environment, String action, int tier, int risk, String actor) {
    var all = new ArrayList<PolicyInput>();
    for (int i = 0; i < EACH; i++) {
      all.add(input(environment, action, tier, risk, actor, i));
    }
    return all;
  }

  private PolicyInput input(
      String environment, String action, int tier, int risk, String actor, int which) {
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            action,
            pick("plan.runbook", which, "a-runbook"),
            risk,
            number("plan.steps", which, 1, 5),
            number("plan.targets", which, 1, 5),
            number("plan.affected", which, 1, 1_000),
            environment,
            tier,
            which % 2 == 0),
        new PolicyInput.Actor(pick("actor.id", which, "somebody"), actor),
        new PolicyInput.Target(
            pick("target.name", which, "orders"),
            pick("target.kind", which, "service"),
            environment,
            tier,
            pick("target.team", which, "sales"),
            number("target.approvers", which, 9, 0),
            which % 2 == 0 ? List.of("one", "two") : List.of(),
            which == 1 || which == 4,
            number("target.incidentMinutes", which, 0, 43_200)),
        new PolicyInput.IncidentFacts(
            "inc_0",
            pick("incident.severity", which, "critical"),
            number("incident.alerts", which, 1, 100),
            number("incident.others", which, 0, 5)),
        new PolicyInput.Window(
            pick("window.state", which, "open"),
            pick("window.name", which, ""),
            number("window.secondsLeft", which, 365 * 86_400, 1)),
        history(which),
        now(which));
  }

  /** Another hour of another day for each. */
  private static Instant now(int which) {
    return NOW.plus(Duration.ofHours(28L * which));
  }

  private PolicyInput.History history(int which) {
    return new PolicyInput.History(
        number("history.successes", which, 10_000, 0),
        number("history.failures", which, 0, 100),
        number("history.atLeastPerMille", which, 999, 0),
        which == 1 ? null : now(which).minus(Duration.ofMinutes(1L << (which * 3))),
        number("history.actionsLastHour", which, 0, 100),
        which != 1);
  }

  private List<String> texts(String variable, String... besides) {
    return Stream.concat(Stream.of(besides), literals.texts(variable).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private String pick(String variable, int which, String usual) {
    var all = texts(variable, usual);
    return which == 0 ? usual : all.get(random.nextInt(all.size()));
  }

  /** The first is the good one, the second the bad one, the others lie at what rules speak of. */
  private int number(String variable, int which, int good, int bad) {
    if (which < 2) {
      return which == 0 ? good : bad;
    }
    Set<Integer> all = new TreeSet<>(List.of(good, bad));
    for (long literal : literals.integers(variable)) {
      Stream.of(literal - 1, literal, literal + 1)
          .filter(it -> it >= 0 && it <= Integer.MAX_VALUE)
          .forEach(it -> all.add((int) (long) it));
    }
    return List.copyOf(all).get(random.nextInt(all.size()));
  }
}
