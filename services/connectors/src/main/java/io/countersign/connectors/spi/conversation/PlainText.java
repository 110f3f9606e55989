package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.WellFormedText;
import java.util.Locale;

/**
 * Text as it can be shown beside other people's: what would change how the rest is shown is written
 * out, such as {@code [U+202E]} for what turns the writing direction, so that nobody decides about
 * another thing than stands there. Nothing else of it is changed.
 */
public final class PlainText {
  private PlainText() {}

  /** Well-formed, without controls save tabs and line ends, and without what doesn't show. */
  public static String of(String text) {
    var formed = WellFormedText.of(text).replace("\r\n", "\n").replace('\r', '\n');
    if (formed.codePoints().noneMatch(PlainText::isUnshown)) {
      return formed;
    }
    var shown = new StringBuilder();
    formed.codePoints().forEach(it -> append(shown, it));
    return shown.toString();
  }

  /** The same in one line. */
  public static String line(String text) {
    return of(text.replaceAll("\\p{Cntrl}+", " ")).strip();
  }

  private static void append(StringBuilder shown, int point) {
    if (isUnshown(point)) {
      shown.append(String.format(Locale.ROOT, "[U+%04X]", point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  /** Joiners stay: letters of some scripts and emoji are made with them. */
  private static boolean isUnshown(int point) {
    return switch (point) {
      case '\n', '\t', 0x200C, 0x200D -> false;
      case 0x00AD, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF -> true;
      default ->
          Character.isISOControl(point)
              || point == 0x061C
              || (point >= 0x200E && point <= 0x200F)
              || (point >= 0x202A && point <= 0x202E)
              || (point >= 0x2061 && point <= 0x206F)
              || (point >= 0xFFF9 && point <= 0xFFFB)
              || (point >= 0xE0000 && point <= 0xE007F);
    };
  }
}
