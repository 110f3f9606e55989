package io.countersign.policies.condition;

import dev.cel.runtime.CelVariableResolver;
import io.countersign.domain.policy.PolicyInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of the variables in one input, each made once. For one thread. */
public final class VariableValues {
  private final PolicyInput input;
  private final Map<String, Optional<Object>> known = new HashMap<>();
  private final CelVariableResolver resolver = this::value;

  public VariableValues(PolicyInput input) {
    this.input = input;
  }

  PolicyInput input() {
    return input;
  }

  CelVariableResolver resolver() {
    return resolver;
  }

  private Optional<Object> value(String name) {
    var value = known.get(name);
    if (value != null) {
      return value;
    }
    var made = Optional.of(PolicyVariables.value(name, input));
    known.put(name, made);
    return made;
  }
}
