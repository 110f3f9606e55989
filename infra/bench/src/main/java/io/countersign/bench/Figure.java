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
 * @param pace of the machine, where it's a time or a rate: the goal is judged at it; see {@link
 *     Pace}. Null for what is the same on any machine
 */
public record Figure(
    String bench,
    String set,
    String name,
    double value,
    @Nullable Double goal,
    boolean less,
    Map<String, Double> published,
    @Nullable Double pace) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double DIGITS = 10_000;

  public Figure {
    published = Map.copyOf(published);
  }

  /** Without a goal. */
  public static Figure of(String bench, String set, String name, double value) {
    return new Figure(bench, set, name, value, null, false, Map.of(), null);
  }

  public Figure atLeast(double wanted) {
    return new Figure(bench, set, name, value, wanted, false, published, pace);
  }

  public Figure atMost(double wanted) {
    return new Figure(bench, set, name, value, wanted, true, published, pace);
  }

  /** The same with what others reached beside it. */
  public Figure published(Map<String, Double> others) {
    return new Figure(bench, set, name, value, goal, less, others, pace);
  }

  /** The same as a time or a rate, which a slower machine makes worse. */
  public Figure timed() {
    return new Figure(bench, set, name, value, goal, less, published, 1.0);
  }

  /** The same on a machine of that pace; where it isn't timed, it makes no difference. */
  Figure at(double machine) {
    return pace == null
        ? this
        : new Figure(bench, set, name, value, goal, less, published, machine);
  }

  /** Whether it's good enough at the machine's pace; without a goal it is. */
  public boolean reached() {
    double machine = pace == null ? 1 : pace;
    return goal == null || (less ? value / machine <= goal : value * machine >= goal);
  }

  /** One line of JSON; values are rounded to four digits. */
  public String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("bench", bench).put("set", set).put("figure", name).put("value", rounded(value));
    if (goal != null) {
      node.put("goal", goal).put("reached", reached());
    }
    if (pace != null) {
      node.put("pace", pace);
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
