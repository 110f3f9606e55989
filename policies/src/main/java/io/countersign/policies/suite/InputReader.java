package io.countersign.policies.suite;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyInput.Actor;
import io.countersign.domain.policy.PolicyInput.History;
import io.countersign.domain.policy.PolicyInput.IncidentFacts;
import io.countersign.domain.policy.PolicyInput.PlanFacts;
import io.countersign.domain.policy.PolicyInput.Target;
import io.countersign.domain.policy.PolicyInput.Window;
import io.countersign.policies.engine.PolicySection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reader of what is given: what a section doesn't say is as in another input. */
final class InputReader {
  private static final int MOST = 1_000_000;

  /** An everyday plan: the product wants to roll a service back, in production. */
  static final PolicyInput EVERYDAY =
      new PolicyInput(
          new PlanFacts("rollback", "roll-back-a-release", 2, 1, 1, 2, "production", 2, true),
          new Actor("system", "system"),
          new Target("orders", "service", "production", 2, "sales", 3, List.of(), false, 0),
          new IncidentFacts("inc_0123456789abcdef", "critical", 1, 0),
          Window.OPEN,
          History.NONE,
          Instant.parse("2026-12-01T12:00:00Z"));

  private InputReader() {}

  static PolicyInput read(PolicySection given, PolicyInput otherwise) {
    var input =
        new PolicyInput(
            in(given, "plan", otherwise.plan(), it -> plan(it, otherwise.plan())),
            in(given, "actor", otherwise.actor(), it -> actor(it, otherwise.actor())),
            in(given, "target", otherwise.target(), it -> target(it, otherwise.target())),
            in(given, "incident", otherwise.incident(), it -> incident(it, otherwise.incident())),
            in(given, "window", otherwise.window(), it -> window(it, otherwise.window())),
            in(given, "history", otherwise.history(), it -> history(it, otherwise.history())),
            instant(given, "now").orElse(otherwise.now()));
    given.close();
    return input;
  }

  private static <T> T in(
      PolicySection given, String key, T otherwise, Function<PolicySection, T> read) {
    return given
        .section(key)
        .map(
            section -> {
              var value = read.apply(section);
              section.close();
              return value;
            })
        .orElse(otherwise);
  }

  private static PlanFacts plan(PolicySection it, PlanFacts otherwise) {
    return new PlanFacts(
        it.optionalText("action").orElse(otherwise.action()),
        it.optionalText("runbook").orElse(otherwise.runbook()),
        it.integer("risk", 0, 9, otherwise.risk()),
        it.integer("steps", 0, MOST, otherwise.steps()),
        it.integer("targets", 0, MOST, otherwise.targets()),
        it.integer("affected", 0, MOST, otherwise.affected()),
        it.optionalText("environment").orElse(otherwise.environment()),
        it.integer("tier", 0, 9, otherwise.tier()),
        it.flag("reversible", otherwise.reversible()));
  }

  private static Actor actor(PolicySection it, Actor otherwise) {
    return new Actor(
        it.optionalText("id").orElse(otherwise.id()),
        it.optionalText("kind").orElse(otherwise.kind()));
  }

  private static Target target(PolicySection it, Target otherwise) {
    return new Target(
        it.optionalText("name").orElse(otherwise.name()),
        it.optionalText("kind").orElse(otherwise.kind()),
        it.optionalText("environment").orElse(otherwise.environment()),
        it.integer("tier", 0, 9, otherwise.tier()),
        it.optionalText("team").orElse(otherwise.team()),
        it.integer("approvers", 0, MOST, otherwise.approvers()),
        it.has("groups") ? it.texts("groups", _ -> Optional.empty()) : otherwise.groups(),
        it.flag("halted", Boolean.TRUE.equals(otherwise.halted())),
        it.integer("incidentMinutes", 0, MOST, known(otherwise.incidentMinutes())));
  }

  private static IncidentFacts incident(PolicySection it, IncidentFacts otherwise) {
    return new IncidentFacts(
        it.optionalText("id").orElse(otherwise.id()),
        it.optionalText("severity").orElse(otherwise.severity()),
        it.integer("alerts", 0, MOST, otherwise.alerts()),
        it.integer("others", 0, MOST, otherwise.others()));
  }

  private static Window window(PolicySection it, Window otherwise) {
    return new Window(
        it.optionalText("state").orElse(otherwise.state()),
        it.optionalText("name").orElse(otherwise.name()),
        it.integer("secondsLeft", 0, Integer.MAX_VALUE, otherwise.secondsLeft()));
  }

  private static History history(PolicySection it, History otherwise) {
    @Nullable Instant last = instant(it, "lastUsed").orElse(otherwise.lastUsed());
    return new History(
        it.integer("successes", 0, MOST, otherwise.successes()),
        it.integer("failures", 0, MOST, otherwise.failures()),
        it.integer("atLeastPerMille", 0, 1000, otherwise.atLeastPerMille()),
        last,
        it.integer("actionsLastHour", 0, MOST, otherwise.actionsLastHour()),
        it.flag("promoted", Boolean.TRUE.equals(otherwise.promoted())));
  }

  private static int known(@Nullable Integer minutes) {
    return minutes == null ? MOST : minutes;
  }

  private static Optional<Instant> instant(PolicySection section, String key) {
    try {
      return section.optionalText(key).map(Instant::parse);
    } catch (DateTimeParseException _) {
      section.problem(key, "an instant in UTC, such as 2026-12-01T12:00:00Z");
      return Optional.empty();
    }
  }
}
