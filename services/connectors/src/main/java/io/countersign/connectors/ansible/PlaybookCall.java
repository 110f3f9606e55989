package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.target.EffectJudgement;
import io.countersign.connectors.target.TemplateBindings;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step that its playbook can be told of, and the values that it's told. */
record PlaybookCall(PlannedStep step, PlaybookAction action, Map<String, String> values) {
  PlaybookCall {
    values = Map.copyOf(values);
  }

  /**
   * @param key names the attempt
   */
  static PlaybookCall of(
      PlannedStep step, PlaybookAction action, String actor, String reason, String key) {
    var values = new HashMap<>(TemplateBindings.of(step, actor, reason));
    values.put("key", key);
    return new PlaybookCall(step, action, values);
  }

  PlaybookCall with(ObservedTarget before) {
    return new PlaybookCall(step, action, TemplateBindings.with(values, before.state()));
  }

  /** The same, to be done by then. */
  PlaybookCall by(EffectDeadline deadline) {
    return new PlaybookCall(step, action, TemplateBindings.by(values, deadline));
  }

  /** Why its playbook can't be told these values, or null. */
  @Nullable String obstacle() {
    var obstacle = action.variables().obstacle(values);
    return obstacle == null ? PlaybookCommandLine.harm(variables()) : obstacle;
  }

  /** Filled in; only for a call without an {@link #obstacle}. */
  JsonNode variables() {
    return action.variables().fill(values);
  }

  /** By name, as they are now. */
  Outcome<Map<String, Secret>> secrets() {
    var found = new HashMap<String, Secret>();
    for (var secret : action.secrets().entrySet()) {
      switch (Secrets.resolve(secret.getValue())) {
        case Outcome.Ok<Secret>(var value) -> found.put(secret.getKey(), value);
        case Outcome.Failed<Secret> failed -> {
          return failed.as();
        }
      }
    }
    return Outcome.ok(Map.copyOf(found));
  }

  boolean effectSeen(ObservedTarget before, ObservedTarget now) {
    return EffectJudgement.judge(action.effect(), values, before, now);
  }
}
