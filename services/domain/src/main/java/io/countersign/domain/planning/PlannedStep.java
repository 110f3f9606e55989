package io.countersign.domain.planning;

import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One effect on one target.
 *
 * @param number 1, 2, ... in order of execution
 * @param executor the configured executor's name
 * @param action one of the executor's actions: {@code rollback}, {@code restart}, ...
 * @param parameters of the action; secrets are references ({@code env:NAME}, {@code file:PATH})
 * @param expected the target's state just before this step: field to value
 * @param timeoutSeconds how long the effect may take
 * @param content of what its executor would run for it; null where none was bound, as before there
 *     was a binding
 */
public record PlannedStep(
    int number,
    String executor,
    String action,
    EntityId target,
    Map<String, String> parameters,
    Map<String, String> expected,
    int timeoutSeconds,
    @Nullable Digest content) {
  public PlannedStep(
      int number,
      String executor,
      String action,
      EntityId target,
      Map<String, String> parameters,
      Map<String, String> expected,
      int timeoutSeconds) {
    this(number, executor, action, target, parameters, expected, timeoutSeconds, null);
  }

  public PlannedStep {
    parameters = Map.copyOf(parameters);
    expected = Map.copyOf(expected);
  }

  /** The same, bound to what its executor would run for it; null where it would run nothing. */
  public PlannedStep with(@Nullable Digest bound) {
    return new PlannedStep(
        number, executor, action, target, parameters, expected, timeoutSeconds, bound);
  }

  /** What it does, in one line: {@code rollback service/production/orders with version=1.0}. */
  public String inWords() {
    var with =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(", "));
    return action + " " + target + (with.isEmpty() ? "" : " with " + with);
  }

  /** As canonical JSON wants it; a step without a binding as if there were none. */
  Map<String, Object> canonical() {
    var json = new TreeMap<String, Object>();
    json.put("number", number);
    json.put("executor", executor);
    json.put("action", action);
    json.put("target", target.toString());
    json.put("parameters", parameters);
    json.put("expected", expected);
    json.put("timeoutSeconds", timeoutSeconds);
    if (content != null) {
      json.put("content", content.hex());
    }
    return json;
  }
}
