package io.countersign.reports;

import java.util.List;

/**
 * A sample of a population, drawn by the seed.
 *
 * @param table whose rows
 * @param population how many there are
 * @param rows the numbers of those drawn, from 1, in their order
 */
public record RowSample(String table, int population, List<Integer> rows) {
  public RowSample {
    rows = List.copyOf(rows);
  }
}
