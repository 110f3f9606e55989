package io.countersign.verifier.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rows of some columns, unescaped and one beside the other in one array: what the thread that reads
 * hands to the one that hashes.
 */
final class RowBatch {
  private static final int ROOM = 1 << 20;
  private static final int NULL = -1;

  private final int columns;
  private byte[] bytes = new byte[ROOM + (ROOM >> 2)];
  private int[] bounds = new int[1 << 12];
  private int used;
  private int rows;

  RowBatch(int columns) {
    this.columns = columns;
  }

  boolean isFull() {
    return used >= ROOM;
  }

  int rows() {
    return rows;
  }

  void clear() {
    used = 0;
    rows = 0;
  }

  /**
   * Takes a row of COPY's text format.
   *
   * @param places of the columns in the row
   * @return false where the row has fewer columns
   */
  boolean add(byte[] line, int from, int to, int[] places) {
    room(to - from);
    int base = rows * columns * 2;
    Arrays.fill(bounds, base, base + 2 * columns, NULL - 1);
    int column = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || line[i] == '\t') {
        field(line, begin, i, column++, places, base);
        begin = i + 1;
      }
    }
    for (int i = base; i < base + 2 * columns; i++) {
      if (bounds[i] < NULL) {
        return false;
      }
    }
    rows++;
    return true;
  }

  private void room(int length) {
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, used + length);
    }
    if ((rows + 1) * columns * 2 > bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
  }

  private void field(byte[] line, int from, int to, int column, int[] places, int base) {
    for (int i = 0; i < columns; i++) {
      if (places[i] == column) {
        boolean isNull = to - from == 2 && line[from] == '\\' && line[from + 1] == 'N';
        bounds[base + 2 * i] = isNull ? NULL : used;
        used = isNull ? used : CopyText.unescape(line, from, to, bytes, used);
        bounds[base + 2 * i + 1] = used;
        return;
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isNull(int row, int column) {
    return bounds[(row * columns + column) * 2] == NULL;
  }

  /** A null is as an empty text here. */
  int from(int row, int column) {
    int from = bounds[(row * columns + column) * 2];
    return from == NULL ? to(row, column) : from;
  }

  int to(int row, int column) {
    return bounds[(row * columns + column) * 2 + 1];
  }

  int length(int row, int column) {
    return to(row, column) - from(row, column);
  }

  String text(int row, int column) {
    return new String(bytes, from(row, column), length(row, column), StandardCharsets.UTF_8);
  }

  /** A number as PostgreSQL writes a bigint that isn't negative. */
  Optional<Long> number(int row, int column) {
    int length = length(row, column);
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = bytes[from(row, column) + i] - '0';
      if (digit < 0 || digit > 9 || length > 18) {
        return Optional.empty();
      }
      number = number * 10 + digit;
    }
    boolean padded = length > 1 && bytes[from(row, column)] == '0';
    return length == 0 || padded ? Optional.empty() : Optional.of(number);
  }
}
