package io.countersign.domain.planning;

import io.countersign.domain.catalog.EntityId;
import java.util.Map;
import java.util.TreeMap;

/**
 * One effect on one target.
 *
 * @param number 1, 2, ... in order of execution
 * @param executor the configured executor's name
 * @param action one of the executor's actions: {@code rollback}, {@code restart}, ...
 * @param parameters of the action; secrets are references ({@code env:NAME}, {@code file:PATH})
 * @param expected the target's state just before this step: field to value
 * @param timeoutSeconds how long the effect may take
 */
public record PlannedStep(
    int number,
    String executor,
    String action,
    EntityId target,
    Map<String, String> parameters,
    Map<String, String> expected,
    int timeoutSeconds) {
  public PlannedStep {
    parameters = Map.copyOf(parameters);
    expected = Map.copyOf(expected);
  }

  /** As canonical JSON wants it. */
  Map<String, Object> canonical() {
    var json = new TreeMap<String, Object>();
    json.put("number", number);
    json.put("executor", executor);
    json.put("action", action);
    json.put("target", target.toString());
    json.put("parameters", parameters);
    json.put("expected", expected);
    json.put("timeoutSeconds", timeoutSeconds);
    return json;
  }
}
