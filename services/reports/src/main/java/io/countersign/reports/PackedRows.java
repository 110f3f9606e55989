package io.countersign.reports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts, each kept as a few bytes until it's read: a report may have many. */
public final class PackedRows extends AbstractList<List<String>> {
  private final List<byte[]> rows = new ArrayList<>();
  private final int columns;

  public PackedRows(int columns) {
    this.columns = columns;
  }

  @Override
  public boolean add(List<String> row) {
    if (row.size() != columns) {
      throw new IllegalArgumentException("a row of " + row.size() + ", not of " + columns);
    }
    var out = new ByteArrayOutputStream(16 * columns);
    for (var cell : row) {
      var bytes = cell.getBytes(StandardCharsets.UTF_8);
      for (int left = bytes.length; ; left >>>= 7) {
        out.write(left < 128 ? left : (left & 127) | 128);
        if (left < 128) {
          break;
        }
      }
      out.writeBytes(bytes);
    }
    return rows.add(out.toByteArray());
  }

  @Override
  public List<String> get(int index) {
    var bytes = rows.get(index);
    var row = new ArrayList<String>(columns);
    int at = 0;
    for (int i = 0; i < columns; i++) {
      int length = 0;
      for (int shift = 0; ; shift += 7) {
        int part = bytes[at++];
        length |= (part & 127) << shift;
        if (part >= 0) {
          break;
        }
      }
      row.add(new String(bytes, at, length, StandardCharsets.UTF_8));
      at += length;
    }
    return row;
  }

  @Override
  public int size() {
    return rows.size();
  }
}
