package io.countersign.reports.format;

import io.countersign.reports.ReportTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as CSV by RFC 4180: UTF-8, lines end with CR LF, the first names the columns.
 *
 * <p>No cell is a formula to a program that opens it, whichever separator that goes by: where a
 * cell, or what follows a separator within it, begins with what makes a formula, an apostrophe is
 * put before. {@link #plain} takes it away again.
 */
public final class CsvFormat {
  private static final String TRIGGERS = "=+-@'\"\t\uff1d\uff0b\uff0d\uff20";
  private static final String SEPARATORS = ";,\t\r\n";
  private static final String QUOTED = "\",;\t\r\n'";
  private static final int ENOUGH = 1 << 13;

  private CsvFormat() {}

  public static void write(ReportTable table, OutputStream out) throws IOException {
    var buffer = new StringBuilder(2 * ENOUGH);
    line(table.columns(), buffer);
    for (var row : table.rows()) {
      line(row, buffer);
      if (buffer.length() >= ENOUGH) {
        drain(buffer, out);
      }
    }
    drain(buffer, out);
    out.flush();
  }

  private static void drain(StringBuilder buffer, OutputStream out) throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
  }

  private static void line(List<String> cells, StringBuilder out) {
    var separator = "";
    for (var cell : cells) {
      out.append(separator);
      cell(safe(cell), out);
      separator = ",";
    }
    out.append("\r\n");
  }

  private static void cell(String text, StringBuilder out) {
    if (!isQuoted(text)) {
      out.append(text);
      return;
    }
    out.append('"').append(text.replace("\"", "\"\"")).append('"');
  }

  private static boolean isQuoted(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (QUOTED.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return text.startsWith(" ") || text.endsWith(" ");
  }

  /** With an apostrophe before all that would be a formula. */
  static String safe(String text) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || SEPARATORS.indexOf(text.charAt(i - 1)) >= 0;
      if (begins && isRisky(text, i, i == 0)) {
        out = out == null ? new StringBuilder(text.length() + 8) : out;
        out.append(text, copied, i).append('\'');
        copied = i;
      }
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** Whether what begins there is a formula, blanks before it or not. */
  private static boolean isRisky(String text, int begin, boolean first) {
    int at = begin;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return TRIGGERS.indexOf(c) >= 0 || (first && (c == '\r' || c == '\n'));
  }

  /** A cell's text as it was before {@link #write} made it safe. */
  public static String plain(String safe) {
    var out = new StringBuilder(safe.length());
    for (int i = 0; i < safe.length(); i++) {
      boolean begins = i == 0 || SEPARATORS.indexOf(safe.charAt(i - 1)) >= 0;
      if (begins && safe.charAt(i) == '\'' && wasRisky(safe, i)) {
        i++;
      }
      out.append(safe.charAt(i));
    }
    return out.toString();
  }

  private static boolean wasRisky(String safe, int apostrophe) {
    return isRisky(safe, apostrophe + 1, apostrophe == 0);
  }
}
