package io.countersign.connectors.jira;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text as the wiki text of a Data Center, in which it means nothing but itself. */
final class WikiText {
  /**
   * What mentions a user, links, shows an image, begins a macro or a cell; opens what is bold,
   * struck out, quoted or listed, or is a rule; makes a heading or a quotation; shows a sign.
   */
  private static final Pattern MEANING =
      Pattern.compile(
          "[\\[{!|]"
              + "|(?<![\\p{L}\\p{N}])[*_+^~?-]"
              + "|(?m:(?<=^\\s{0,20})#)"
              + "|(?m:(?<=^\\s{0,20}(?:h[1-6]|bq))\\.)"
              + "|\\((?=(?:[/x!i?+yn-]|on|off|\\*[rgby]?)\\))");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\[{!|*_+^~?#.(-])");

  private WikiText() {}

  static String of(String text) {
    return MEANING
        .matcher(text.replace("\\", "&#92;"))
        .replaceAll(it -> Matcher.quoteReplacement("\\" + it.group()));
  }

  /** The words of what we or others wrote; their markup stays as it is. */
  static String text(String wiki) {
    return ESCAPED.matcher(wiki.replace("\r\n", "\n")).replaceAll("$1").replace("&#92;", "\\");
  }
}
