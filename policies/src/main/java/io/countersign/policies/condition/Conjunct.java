package io.countersign.policies.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.condition.Finding.Truth;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One part of a condition: compiled once, evaluated often, by any thread. */
public final class Conjunct {
  private final String text;
  private final Program program;
  private final List<String> variables;
  private final Map<String, Set<Object>> literals;

  Conjunct(
      String text, Program program, List<String> variables, Map<String, Set<Object>> literals) {
    this.text = text;
    this.program = program;
    this.variables = List.copyOf(variables);
    this.literals = Map.copyOf(literals);
  }

  /** In one way of writing it, whatever the file's layout. */
  public String text() {
    return text;
  }

  /** The variables in it, such as {@code plan.risk}, sorted. */
  public List<String> variables() {
    return variables;
  }

  /** What each of its variables is compared with, where that is a literal. */
  public Map<String, Set<Object>> literals() {
    return literals;
  }

  /** Never throws: what can't be evaluated is an error with its reason. */
  public Finding evaluate(PolicyInput input) {
    return evaluate(new VariableValues(input));
  }

  /** The same for one of many in the same input. */
  public Finding evaluate(VariableValues values) {
    var input = values.input();
    try {
      var value = program.eval(values.resolver());
      return new Finding(this, Boolean.TRUE.equals(value) ? Truth.TRUE : Truth.FALSE, input, "");
    } catch (CelEvaluationException | RuntimeException e) {
      return new Finding(this, Truth.ERROR, input, reason(e));
    }
  }

  private static String reason(Exception e) {
    var message = String.valueOf(e.getMessage());
    return message.replaceFirst("^evaluation error at [^ ]+ ", "");
  }

  @Override
  public String toString() {
    return text;
  }
}
