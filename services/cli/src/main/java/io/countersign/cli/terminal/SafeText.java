package io.countersign.cli.terminal;

/** Text from elsewhere, made harmless for a terminal. */
public final class SafeText {
  private SafeText() {}

  /**
   * Without control and format characters: an alert's name must not be able to move the cursor,
   * rewrite what was shown of a plan, or turn the direction of writing. Line ends become blanks.
   */
  public static String clean(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || c == '\t' ? ' ' : c)
        .filter(SafeText::harmless)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
