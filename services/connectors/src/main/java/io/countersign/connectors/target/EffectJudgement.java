package io.countersign.connectors.target;

import io.countersign.connectors.template.TextTemplate;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judgement whether a step took place, by what was read of its target before and after. No
 * clock has a say in it: clocks differ.
 */
public final class EffectJudgement {
  private EffectJudgement() {}

  /**
   * @param effect null: any difference in what was kept from before will do, or another instance
   * @param call what the effect's templates refer to, beside the state before
   */
  public static boolean judge(
      @Nullable EffectCondition effect,
      Map<String, String> call,
      ObservedTarget before,
      ObservedTarget now) {
    boolean restarted = before.restartedBy(now);
    if (effect == null) {
      return restarted || differs(before.state(), now.state());
    }
    var values = TemplateBindings.with(call, before.state());
    return (restarted || !effect.restarted()) && holds(effect, values, now.state());
  }

  /**
   * Why the effect could never be seen by a target that was like this before, or null.
   *
   * @param call what the effect's templates refer to, beside the state before
   */
  public static @Nullable String obstacle(
      @Nullable EffectCondition effect, Map<String, String> call, ObservedTarget before) {
    if (effect == null) {
      return null;
    }
    var target = before.state().target();
    if (effect.restarted() && before.instance() == null) {
      return target + " doesn't tell which instance runs: a restart of it could never be seen";
    }
    var values = TemplateBindings.with(call, before.state());
    for (var template : effect.fields().values()) {
      var missing = template.obstacle(values);
      if (missing != null) {
        return "the effect on " + target + " could never be seen: " + missing;
      }
    }
    return !effect.restarted() && holds(effect, values, before.state())
        ? "the effect on " + target + " holds already: whether the step took place couldn't be seen"
        : null;
  }

  private static boolean holds(
      EffectCondition effect, Map<String, String> values, TargetState state) {
    return effect.fields().entrySet().stream()
        .allMatch(field -> holds(field.getValue(), values, state.fields().get(field.getKey())));
  }

  private static boolean holds(
      TextTemplate wanted, Map<String, String> values, @Nullable String found) {
    return wanted.obstacle(values) == null && wanted.fill(values).equals(found);
  }

  /** In what was kept from before, which may be only what matters to the step. */
  private static boolean differs(TargetState before, TargetState now) {
    return !now.only(before.fields().keySet()).fields().equals(before.fields());
  }
}
