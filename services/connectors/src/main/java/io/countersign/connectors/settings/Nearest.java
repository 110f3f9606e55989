package io.countersign.connectors.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The word that somebody may have meant who wrote one that isn't known. */
public final class Nearest {
  private static final int FAR = 3;
  private static final int LISTED = 40;

  private Nearest() {}

  /** A problem's text, which lists all that are known where none is near. */
  public static String unknown(String text, Collection<String> known) {
    return "'" + text + "' isn't known" + hint(text, known);
  }

  /**
   * The same, to be put behind a problem of other words; empty where nothing is near, and what
   * there is is nothing or too much to be listed.
   */
  public static String hint(String text, Collection<String> known) {
    return among(text, known, Math.min(FAR, Math.max(1, text.length() / 2)))
        .map(it -> "; did you mean '" + it + "'?")
        .orElseGet(
            () ->
                known.isEmpty() || known.size() > LISTED
                    ? ""
                    : "; there are " + String.join(", ", known.stream().sorted().toList()));
  }

  /**
   * The nearest.
   *
   * @param most so far it may be at most
   */
  public static Optional<String> among(String text, Collection<String> known, int most) {
    return known.stream()
        .filter(it -> distance(text, it) <= most)
        .min(
            Comparator.comparingInt((String it) -> distance(text, it))
                .thenComparing(Function.identity()));
  }

  /** By how many letters that were added, left out or changed. */
  public static int distance(String a, String b) {
    int[] above = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
