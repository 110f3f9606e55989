package io.countersign.server.access.scope;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/** The distance of two names: characters to add, leave out or replace. */
final class NearestName {
  private NearestName() {}

  /** A question about the nearest of those that are known; empty where none is near. */
  static String among(Collection<String> known, String wanted) {
    return among(known, wanted, Math.max(1, wanted.length() / 3));
  }

  /** The same, of those that are as near as that at most. */
  static String among(Collection<String> known, String wanted, int most) {
    return known.stream()
        .filter(it -> distance(wanted, it) <= most)
        .min(
            Comparator.comparingInt((String it) -> distance(wanted, it))
                .thenComparing(Function.identity()))
        .map(it -> " (did you mean " + it + "?)")
        .orElse("");
  }

  static int distance(String one, String other) {
    var costs = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[other.length()];
  }
}
