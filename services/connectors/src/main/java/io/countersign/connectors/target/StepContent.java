package io.countersign.connectors.target;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Digest;
import io.countersign.domain.planning.PlannedStep;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The content of steps: the digest of what would run, and whether it's what a step is bound to. */
public final class StepContent {
  /** Stands for what isn't known before a step is started, and for what nobody is to know. */
  public static final String REASON = "${reason}";

  private StepContent() {}

  /**
   * @param described as canonical JSON wants it
   * @return REFUSED (USER) where it has no canonical form: broken text
   */
  public static Outcome<Digest> digest(Map<String, ?> described) {
    try {
      return Outcome.ok(Digest.ofJson(described));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(
          FailureCategory.USER,
          FailureCode.REFUSED,
          "what would run has no canonical form: " + e.getMessage());
    }
  }

  /**
   * The step, if what would run is what it's bound to; else CONTENT_CHANGED (USER).
   *
   * @param content of a step as things are now
   */
  public static Outcome<PlannedStep> unchanged(
      PlannedStep step, Function<PlannedStep, Outcome<Digest>> content) {
    var bound = step.content();
    return bound == null
        ? Outcome.ok(step)
        : content.apply(step).then(now -> now.equals(bound) ? Outcome.ok(step) : changed(step));
  }

  private static <T> Outcome<T> changed(PlannedStep step) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.CONTENT_CHANGED,
        "what " + step.executor() + " would run for " + step.action() + " isn't what was planned");
  }

  /** How an effect is seen, in words; empty for the default. */
  public static Map<String, Object> described(@Nullable EffectCondition effect) {
    var json = new TreeMap<String, Object>();
    if (effect != null) {
      effect.fields().forEach((field, template) -> json.put("field " + field, template.toString()));
      json.put("restarted", effect.restarted());
    }
    return json;
  }

  /** How a target is read. */
  public static Map<String, Object> described(TargetSettings settings, PlannedStep step) {
    var state = settings.state();
    var json = new TreeMap<String, Object>();
    json.put("executor", settings.executor());
    json.put("bearer", settings.bearer() == null ? "" : settings.bearer());
    json.put("url", state.url().toString());
    json.put("select", state.select().toString());
    json.put("declared", state.declaredOf(step.target().name()));
    json.put("startedAt", state.startedAt() == null ? "" : state.startedAt().toString());
    json.put("startedAtFormat", state.startedAtFormat().name());
    json.put("generation", state.generation() == null ? "" : state.generation().toString());
    var fields = new TreeMap<String, Object>();
    state.fields().forEach((field, pointer) -> fields.put(field, pointer.toString()));
    json.put("fields", fields);
    return json;
  }
}
