package io.countersign.verifier.load;

import java.nio.ByteBuffer;

/**
 * The place of an event in its aggregate, as it lies in a spool.
 *
 * @param aggregate a hash of type and id
 */
public record SequenceRow(long aggregate, long leaf, long sequence) {
  static final int LENGTH = 24;

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).putLong(aggregate).putLong(leaf).putLong(sequence).array();
  }

  public static SequenceRow read(byte[] rows, int offset) {
    var row = ByteBuffer.wrap(rows, offset, LENGTH);
    return new SequenceRow(row.getLong(), row.getLong(), row.getLong());
  }
}
