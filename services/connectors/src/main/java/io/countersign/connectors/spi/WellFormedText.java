package io.countersign.connectors.spi;

/**
 * Text from outside that can be written down: bytes that weren't UTF-8 come as lone surrogates,
 * which have no form in canonical JSON or UTF-8. Each becomes U+FFFD, the mark for what isn't text.
 */
public final class WellFormedText {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  public static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(WellFormedText::isLone);
  }

  public static String of(String text) {
    return isWellFormed(text)
        ? text
        : text.codePoints()
            .map(c -> isLone(c) ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** As code points are read, both halves of a pair are one. */
  private static boolean isLone(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
