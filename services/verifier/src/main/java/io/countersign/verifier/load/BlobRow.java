package io.countersign.verifier.load;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A leaf's word of a blob, or the blob itself, as it lies in a spool.
 *
 * @param digest in hexadecimal
 * @param leaf that names the blob; {@link #ROW} for the blob itself
 * @param mediaType a hash of it
 */
public record BlobRow(String digest, long leaf, long size, long mediaType, State state) {
  /** Instead of a leaf: this is the row of the table. */
  public static final long ROW = -1;

  static final int LENGTH = 57;
  private static final int DIGEST = 32;

  /** The condition of a blob's row. */
  public enum State {
    NAMED,
    KEPT,
    ERASED,
    /** Salt, content and time of erasure are there in a mix that no erasure leaves. */
    MIXED,
    /** The content isn't the one that the digest is of, or has another size. */
    CHANGED
  }

  public boolean isRow() {
    return leaf == ROW;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(HexFormat.of().parseHex(digest))
        .putLong(leaf)
        .putLong(size)
        .putLong(mediaType)
        .put((byte) state.ordinal())
        .array();
  }

  public static BlobRow read(byte[] rows, int offset) {
    var row = ByteBuffer.wrap(rows, offset, LENGTH);
    var digest = new byte[DIGEST];
    row.get(digest);
    return new BlobRow(
        HexFormat.of().formatHex(digest),
        row.getLong(),
        row.getLong(),
        row.getLong(),
        State.values()[row.get()]);
  }
}
