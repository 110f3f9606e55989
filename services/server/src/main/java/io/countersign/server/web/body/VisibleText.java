package io.countersign.server.web.body;

import java.util.Set;

/**
 * A text of which everything is seen: a name with what isn't looks like another's, and one that
 * turns the direction of writing changes what stands beside it.
 */
public final class VisibleText {
  /** Blank, and yet letters or symbols to Unicode. */
  private static final Set<Integer> BLANK =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

  private VisibleText() {}

  public static boolean is(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible);
  }

  private static boolean isVisible(int c) {
    return c == ' ' || !(isNothing(c) || BLANK.contains(c) || isVariation(c));
  }

  private static boolean isNothing(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
