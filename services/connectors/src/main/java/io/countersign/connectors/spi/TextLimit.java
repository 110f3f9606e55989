package io.countersign.connectors.spi;

/** The cut of texts that are longer than where they go. */
public final class TextLimit {
  private static final String CUT = "...";

  private TextLimit() {}

  /**
   * The text, or as much of its beginning as fits before three dots; never half of a character.
   *
   * @param most so many UTF-16 characters, more than three
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
