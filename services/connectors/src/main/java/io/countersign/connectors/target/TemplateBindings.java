package io.countersign.connectors.target;

import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.util.HashMap;
import java.util.Map;

/** The values that templates refer to. */
public final class TemplateBindings {
  private TemplateBindings() {}

  public static Map<String, String> of(EntityId target) {
    return Map.of(
        "target.kind", target.kind(),
        "target.environment", target.environment(),
        "target.name", target.name());
  }

  public static Map<String, String> of(PlannedStep step, String actor, String reason) {
    var values = new HashMap<>(of(step.target()));
    step.expected().forEach((field, value) -> values.put("expected." + field, value));
    step.parameters().forEach((name, value) -> values.put("parameters." + name, value));
    var replicas = step.parameters().get("replicas");
    if (replicas != null) {
      values.put("replicas", replicas);
    }
    values.put("actor", actor);
    values.put("reason", reason);
    values.put("deadline", EffectDeadline.NONE.toString());
    return Map.copyOf(values);
  }

  public static Map<String, String> by(Map<String, String> values, EffectDeadline deadline) {
    var all = new HashMap<>(values);
    all.put("deadline", deadline.at().toString());
    return Map.copyOf(all);
  }

  public static Map<String, String> with(Map<String, String> values, TargetState before) {
    var all = new HashMap<>(values);
    before.fields().forEach((field, value) -> all.put("before." + field, value));
    return Map.copyOf(all);
  }
}
