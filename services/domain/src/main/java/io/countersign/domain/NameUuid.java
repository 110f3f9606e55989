package io.countersign.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from names (RFC 9562, version 5): the same name has the same id. */
public final class NameUuid {
  private NameUuid() {}

  public static UUID of(UUID namespace, String name) {
    var text = name.getBytes(StandardCharsets.UTF_8);
    var bytes =
        ByteBuffer.allocate(16 + text.length)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .put(text)
            .array();
    var hash = ByteBuffer.wrap(sha1(bytes));
    return new UUID(
        (hash.getLong() & 0xffffffffffff0fffL) | 0x5000L,
        (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
