package io.countersign.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * The breaking of long lines at blanks. Nothing is left out, and what follows is indented: it can't
 * be taken for a line of its own.
 */
public final class Wrapping {
  private Wrapping() {}

  /**
   * The parts of a line.
   *
   * @param width of all of them; a word that is longer stands alone
   * @param indent blanks before each part but the first
   */
  public static List<String> lines(String line, int width, int indent) {
    var parts = new ArrayList<String>();
    var rest = line;
    while (rest.length() > width) {
      int least = parts.isEmpty() ? Math.max(indent, blanks(line)) : indent;
      int at = breakOf(rest, width, least);
      if (at < 0) {
        break;
      }
      parts.add(rest.substring(0, at).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(at).stripLeading();
    }
    parts.add(rest);
    return List.copyOf(parts);
  }

  /** The last blank that leaves something before it, else the first one after that. */
  private static int breakOf(String text, int width, int least) {
    int at = text.lastIndexOf(' ', width);
    if (at > least) {
      return at;
    }
    int after = text.indexOf(' ', Math.max(width, least + 1));
    return after < 0 || text.substring(after).isBlank() ? -1 : after;
  }

  /** The blanks with which it begins. */
  public static int blanks(String line) {
    return line.length() - line.stripLeading().length();
  }
}
