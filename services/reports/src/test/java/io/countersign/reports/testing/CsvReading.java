package io.countersign.reports.testing;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV by RFC 4180, by any separator: as another program would. */
public final class CsvReading {
  private CsvReading() {}

  public static List<List<String>> read(String text, char separator) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (c != '"' || twice) {
          cell.append(c);
        }
        i += twice ? 1 : 0;
        quoted = c != '"' || twice;
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        row.add(cell.substring(0, cell.length() - (endsWithReturn(cell) ? 1 : 0)));
        cell.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else {
        cell.append(c);
      }
    }
    return rows;
  }

  private static boolean endsWithReturn(StringBuilder cell) {
    return !cell.isEmpty() && cell.charAt(cell.length() - 1) == '\r';
  }
}
