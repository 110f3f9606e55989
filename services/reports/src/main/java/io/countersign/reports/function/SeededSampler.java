package io.countersign.reports.function;

import io.countersign.reports.ReportTable;
import io.countersign.reports.RowSample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Draws a sample that anybody can draw again: of all rows those with the least SHA-256 of seed,
 * table, row number and the row's name, each but the last followed by a line feed.
 */
final class SeededSampler {
  private record Ranked(byte[] rank, int row) {}

  private static final Comparator<Ranked> LAST_FIRST =
      Comparator.comparing(Ranked::rank, Arrays::compareUnsigned)
          .thenComparingInt(Ranked::row)
          .reversed();

  private SeededSampler() {}

  static RowSample draw(ReportTable table, String seed, int size) {
    var least = new PriorityQueue<>(LAST_FIRST);
    int number = 0;
    for (var row : table.rows()) {
      number++;
      least.add(new Ranked(rank(seed, table.name(), number, row.getFirst()), number));
      if (least.size() > size) {
        least.remove();
      }
    }
    return new RowSample(table.name(), number, least.stream().map(Ranked::row).sorted().toList());
  }

  private static byte[] rank(String seed, String table, int number, String name) {
    var text = seed + "\n" + table + "\n" + number + "\n" + name;
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
