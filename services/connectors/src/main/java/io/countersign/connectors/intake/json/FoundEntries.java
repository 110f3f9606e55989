package io.countersign.connectors.intake.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entries that a search found: where the first ones begin, and how many there are. */
final class FoundEntries {
  /** As many as are taken of one delivery. */
  private static final int MOST = 10_000;

  /**
   * One of them.
   *
   * @param start of its first character
   */
  record Found(String list, int start) {}

  private final List<Found> first = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  void add(String list, int start) {
    counts.merge(list, 1, Integer::sum);
    if (first.size() < MOST) {
      first.add(new Found(list, start));
    }
  }

  /** The first ones, in the text's order. */
  List<Found> first() {
    return first;
  }

  /** How many there are, by list. */
  Map<String, Integer> counts() {
    return counts;
  }
}
