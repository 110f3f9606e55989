package io.countersign.ledger.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from the command: sent twice, it makes the same ones. */
public final class EventIds {
  /** No command makes more events than this. */
  public static final int MOST = 16;

  private static final long VERSION = 0x5000L;
  private static final long VARIANT = 0x8000000000000000L;

  private EventIds() {}

  /** UUIDv5 of the command's id as namespace and the event's number, from 0, as name. */
  public static UUID of(UUID command, int number) {
    var name = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    var bytes =
        ByteBuffer.allocate(16 + name.length)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .put(name);
    var hash = ByteBuffer.wrap(sha1(bytes.array()));
    return new UUID(
        (hash.getLong() & 0xffffffffffff0fffL) | VERSION,
        (hash.getLong() & 0x3fffffffffffffffL) | VARIANT);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
