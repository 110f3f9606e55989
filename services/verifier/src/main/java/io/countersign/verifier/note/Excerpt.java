package io.countersign.verifier.note;

/** The beginning of a text from outside, such that a message may show it on a terminal. */
public final class Excerpt {
  private static final int MOST = 60;

  private Excerpt() {}

  public static String of(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .map(c -> (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c) ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.length() < text.length() ? shown + "..." : shown.toString();
  }
}
