package io.countersign.domain.planning;

import java.util.List;
import java.util.stream.Stream;

/**
 * The alternatives that were thought of when a plan was proposed. It's advice for whoever decides
 * and no part of the plan: nothing here is approved.
 *
 * @param alternatives what would have fitted as well, best first, and why it came second
 * @param learnt what was tried before in this incident, and what came of it
 * @param record how the runbooks have done so far, by the counts that were used
 */
public record ConsideredAlternatives(
    List<String> alternatives, List<String> learnt, List<String> record) {
  public static final ConsideredAlternatives NOTHING =
      new ConsideredAlternatives(List.of(), List.of(), List.of());

  private static final int MOST = 5;
  private static final int LONGEST = 200;

  public ConsideredAlternatives {
    alternatives = bounded(alternatives);
    learnt = bounded(learnt);
    record = bounded(record);
  }

  /** With those that couldn't be asked before all others: what they offer isn't known. */
  public ConsideredAlternatives withUnanswered(List<String> executors) {
    return new ConsideredAlternatives(
        Stream.concat(executors.stream(), alternatives.stream()).toList(), learnt, record);
  }

  /** An event holds a plan of up to 28 KiB besides. */
  private static List<String> bounded(List<String> lines) {
    return lines.stream()
        .limit(MOST)
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line)
        .toList();
  }
}
