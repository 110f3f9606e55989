package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines within a bound: whole ones as far as they fit, and in place of the others how many there
 * are and where all of it stands. A line of its own that is too long ends in dots, and it's told
 * where all of it stands, too: nobody takes a part for the whole.
 *
 * @param whole whether nothing is left out
 */
public record FittedText(String text, boolean whole) {
  /** As much as a fact of a card holds. */
  static final int FACT = 1000;

  private static final String BREAK = "\n";

  /** So many lines may be told by their number only. */
  private static final int ROOM_FOR_NUMBER = 20;

  private static final String EARLIER = " earlier steps: ";

  /**
   * @param most UTF-16 characters
   * @param where all of it stands, such as a command; short
   */
  static FittedText of(List<String> lines, int most, String where) {
    var shown = lines.stream().map(PlainText::line).toList();
    var whole = String.join(BREAK, shown);
    return whole.length() <= most
        ? new FittedText(whole, true)
        : new FittedText(cut(shown, most, where), false);
  }

  private static String cut(List<String> lines, int most, String where) {
    int room = most - where.length() - ROOM_FOR_NUMBER;
    var kept = new ArrayList<String>();
    int used = 0;
    for (var line : lines) {
      var fitting = TextLimit.cut(line, Math.max(room / 2, 4));
      if (used + fitting.length() + 1 > room) {
        break;
      }
      kept.add(fitting);
      used += fitting.length() + 1;
    }
    int left = lines.size() - kept.size();
    kept.add((left == 0 ? "all of it: " : left + " more: ") + where);
    return String.join(BREAK, kept);
  }

  /**
   * The last lines, as many as fit, behind how many earlier ones there are and where they stand;
   * the very last one is whole whatever its length.
   *
   * @param most UTF-16 characters
   */
  public static String newest(List<String> lines, int most, String where) {
    int room = most - where.length() - EARLIER.length() - ROOM_FOR_NUMBER;
    var kept = new ArrayList<String>();
    int used = 0;
    for (var line : lines.reversed()) {
      if (used + line.length() + 1 > room && !kept.isEmpty()) {
        break;
      }
      kept.addFirst(line);
      used += line.length() + 1;
    }
    int earlier = lines.size() - kept.size();
    if (earlier > 0) {
      kept.addFirst(earlier + EARLIER + where);
    }
    return String.join(BREAK, kept);
  }

  /**
   * As many as fit in one line, and how many others there are.
   *
   * @param most of them
   * @param room for all of it, in UTF-16 characters
   */
  static FittedText list(List<String> items, int most, int room) {
    var lines = items.stream().map(PlainText::line).toList();
    int shown = Math.min(most, lines.size());
    while (shown > 0 && listed(lines, shown).length() > room) {
      shown--;
    }
    return new FittedText(listed(lines, shown), shown == lines.size());
  }

  private static String listed(List<String> lines, int shown) {
    int left = lines.size() - shown;
    var text = String.join(", ", lines.subList(0, shown));
    if (left == 0) {
      return text;
    }
    return text.isEmpty() ? left + " of them" : text + " and " + left + " more";
  }
}
