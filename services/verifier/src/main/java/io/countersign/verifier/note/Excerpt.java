package io.countersign.verifier.note;

/** The beginning of a text from outside, such that a message may show it on a terminal. */
public final class Excerpt {
  private static final int MOST = 60;
  private static final int MOST_OF_A_SENTENCE = 2_000;

  private Excerpt() {}

  public static String of(String text) {
    return of(text, MOST);
  }

  /** So much that a whole sentence is shown. */
  public static String sentence(String text) {
    return of(text, MOST_OF_A_SENTENCE);
  }

  private static String of(String text, int most) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(c -> (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c) ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.length() < text.length() ? shown + "..." : shown.toString();
  }
}
