package io.countersign.connectors.transport;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One JSON object from outside, where it stands, and where its problems go.
 *
 * @param node always an object
 * @param at where it stands, as a JSON pointer without a slash at its end
 */
public record StrictObject(JsonNode node, String at, List<InputProblem> problems) {
  /**
   * An object; an empty one stands in for what is none, which is a problem, null too.
   *
   * @param node null if it may be left out, and is
   * @param wanted what to say of something else: {@code must be an object}
   */
  public static StrictObject of(
      @Nullable JsonNode node, String at, List<InputProblem> problems, String wanted) {
    if (node != null && node.isObject()) {
      return new StrictObject(node, at, problems);
    }
    if (node != null) {
      problems.add(new InputProblem(at, wanted));
    }
    return new StrictObject(JsonNodeFactory.instance.objectNode(), at, problems);
  }

  /** Null when it isn't there or is null. */
  public @Nullable JsonNode member(String key) {
    return node.hasNonNull(key) ? node.get(key) : null;
  }

  public List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  /** Where a member stands, as a JSON pointer. */
  public String pointer(String key) {
    return at + "/" + key;
  }

  public void problem(String key, String detail) {
    problems.add(new InputProblem(pointer(key), detail));
  }

  /** Whether it's a whole number within bounds, both inclusive, and written as one. */
  public static boolean isWholeNumber(JsonNode value, int least, int most) {
    return value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= least
        && value.intValue() <= most;
  }
}
