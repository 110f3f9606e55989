package io.countersign.bench;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One number that was measured.
 *
 * @param bench the program, such as {@code judge}
 * @param set what it was measured on
 * @param name such as {@code pairF1}
 * @param goal the least that is good enough, or the most where {@code less}; null without a goal
 * @param less whether less is better
 * @param published what others reached, by their names
 */
public record Figure(
    String bench,
    String set,
    String name,
    double value,
    @Nullable Double goal,
    boolean less,
    Map<String, Double> published) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double DIGITS = 10_000;

  public Figure {
    published = Map.copyOf(published);
  }

  /** Without a goal. */
  public static Figure of(String bench, String set, String name, double value) {
    return new Figure(bench, set, name, value, null, false, Map.of());
  }

  public Figure atLeast(double wanted) {
    return new Figure(bench, set, name, value, wanted, false, published);
  }

  public Figure atMost(double wanted) {
    return new Figure(bench, set, name, value, wanted, true, published);
  }

  /** The same with what others reached beside it. */
  public Figure published(Map<String, Double> others) {
    return new Figure(bench, set, name, value, goal, less, others);
  }

  /** Whether it's good enough; without a goal it is. */
  public boolean reached() {
    return goal == null || (less ? value <= goal : value >= goal);
  }

  /** One line of JSON; values are rounded to four digits. */
  public String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("bench", bench).put("set", set).put("figure", name).put("value", rounded(value));
    if (goal != null) {
      node.put("goal", goal).put("reached", reached());
    }
    if (!published.isEmpty()) {
      var others = node.putObject("published");
      new TreeMap<>(published).forEach((who, reached) -> others.put(who, reached));
    }
    return JSON.writeValueAsString(node);
  }

  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
