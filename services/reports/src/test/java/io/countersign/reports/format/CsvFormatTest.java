package io.countersign.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.ReportTable;
import io.countersign.reports.testing.CsvReading;
import io.countersign.reports.testing.ReportTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
  private static final List<String> HOSTILE =
      List.of(
          "=1+1",
          "+cmd|' /C calc'!A0",
          "-2+3",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "\n=1",
          "  =1",
          "'=1",
          "''",
          "\uff1d1",
          "a;=1",
          "a,=1",
          "a;\"=1\"",
          "a\r\n=HYPERLINK(\"http://x\")",
          "\"quoted\"",
          "two\r\nlines",
          "\u202eright to left",
          "שלום",
          " blanks ",
          "",
          "x".repeat(10_000),
          ";';'=1",
          "2026-03-02T10:00:00Z");

  private static String csv(List<String> cells) {
    var table = ReportTable.list("t", "T", List.of("a", "b"));
    cells.forEach(it -> table.rows().add(List.of("1", it)));
    return ReportTrial.text(out -> CsvFormat.write(table, out));
  }

  private static List<String> back(String csv) {
    return CsvReading.read(csv, ',').stream()
        .skip(1)
        .map(it -> CsvFormat.plain(it.get(1)))
        .toList();
  }

  @Test
  void hostileTextComesBackAsItWas() {
    assertThat(back(csv(HOSTILE))).isEqualTo(HOSTILE);
  }

  @Test
  void anyTextComesBackAsItWas() {
    var random = new Random(11);
    var alphabet = "=+-@'\"\t\r\n;, aé\uff1d";
    var cells = new ArrayList<String>();
    for (int i = 0; i < 20_000; i++) {
      var cell = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      cells.add(cell.toString());
    }
    assertThat(back(csv(cells))).isEqualTo(cells);
  }

  /** A program may go by another separator than ours, and so begin a cell amid one. */
  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void noCellIsAFormulaWhicheverSeparatorAProgramGoesBy(char separator) {
    var cells =
        CsvReading.read(csv(HOSTILE), separator).stream().skip(1).flatMap(List::stream).toList();
    assertThat(cells)
        .allSatisfy(
            cell ->
                assertThat(cell.strip()).doesNotMatch("(?s)[=+@\\-\uff1d\uff0b\uff0d\uff20].*"));
  }

  @Test
  void linesEndAsTheStandardSays() {
    assertThat(csv(List.of("plain"))).isEqualTo("a,b\r\n1,plain\r\n");
    assertThat(csv(List.of("a,b\"c"))).isEqualTo("a,b\r\n1,\"a,b\"\"c\"\r\n");
  }
}
