package io.countersign.server;

import java.util.Locale;

/**
 * Texts in the log: what callers and other systems say must not look like a line of our own, nor do
 * anything to the terminal that shows it.
 */
final class CleanLogText {
  private CleanLogText() {}

  /** In one line, and without anything that isn't seen. */
  static String clean(String text) {
    if (text.codePoints().noneMatch(CleanLogText::isUnseen)) {
      return text;
    }
    var clean = new StringBuilder();
    text.replace("\r\n", "\n").codePoints().forEach(c -> append(c, clean));
    return clean.toString();
  }

  private static void append(int character, StringBuilder clean) {
    if (character == '\n' || character == '\r') {
      clean.append(" | ");
    } else if (isUnseen(character)) {
      clean.append(String.format(Locale.ROOT, "\\u%04x", character));
    } else {
      clean.appendCodePoint(character);
    }
  }

  private static boolean isUnseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\t';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
