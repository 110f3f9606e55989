package io.countersign.server.report.pdf;

import java.util.List;
import java.util.regex.Pattern;

/** XHTML that is being written; all text is escaped. */
final class Markup {
  private static final Pattern INSTANT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?Z");

  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Tags as they are. */
  Markup tags(String tags) {
    out.append(tags);
    return this;
  }

  /** Text, with instants as people read them; its times are UTC. */
  Markup text(String text) {
    INSTANT.matcher(text).replaceAll("$1 $2").codePoints().forEach(this::character);
    return this;
  }

  private void character(int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      default -> out.appendCodePoint(isXml(c) ? c : ' ');
    }
  }

  private static boolean isXml(int c) {
    return c == '\n' || (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c > 0xFFFF;
  }

  Markup element(String tag, String text) {
    return tags("<" + tag + ">").text(text).tags("</" + tag + ">");
  }

  /**
   * @param style a class of the style sheet
   */
  Markup element(String tag, String style, String text) {
    return tags("<%s class=\"%s\">".formatted(tag, style)).text(text).tags("</" + tag + ">");
  }

  /** The head of a table whose columns have these shares of its width. */
  Markup table(String style, List<String> columns, int... shares) {
    tags("<table class=\"%s\"><colgroup>".formatted(style));
    for (int share : shares) {
      tags("<col style=\"width:%s%%\"/>".formatted(share));
    }
    tags("</colgroup><thead><tr>");
    columns.forEach(it -> tags("<th scope=\"col\">").text(it).tags("</th>"));
    return tags("</tr></thead><tbody>");
  }

  Markup row(List<String> cells) {
    tags("<tr>");
    cells.forEach(it -> element("td", it));
    return tags("</tr>");
  }

  Markup endOfTable() {
    return tags("</tbody></table>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
