package io.countersign.ledger.view;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The place where a list goes on: the position of the last row shown, opaque to callers. Positions
 * never change, so a cursor stays good while rows come in, and every row is shown once.
 */
public final class Cursor {
  private Cursor() {}

  public static String of(long position) {
    var bytes = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param start the answer without a cursor
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  static long position(@Nullable String cursor, long start) {
    if (cursor == null) {
      return start;
    }
    var bytes = Base64.getUrlDecoder().decode(cursor);
    if (bytes.length != Long.BYTES) {
      throw new IllegalArgumentException("not a cursor");
    }
    return ByteBuffer.wrap(bytes).getLong();
  }
}
