package io.countersign.ledger;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;

/**
 * Larger or personal material that is kept beside the record and may be erased (invariant 11).
 *
 * @param content the bytes themselves
 * @param salt 32 random bytes, so that a digest tells nothing about short contents
 */
public record Blob(byte[] content, String mediaType, byte[] salt) {
  public Blob {
    if (salt.length != 32) {
      throw new IllegalArgumentException("a salt of 32 bytes is needed");
    }
  }

  /** What an event carries instead of the content. */
  public BlobRef ref() {
    var salted = new byte[salt.length + content.length];
    System.arraycopy(salt, 0, salted, 0, salt.length);
    System.arraycopy(content, 0, salted, salt.length, content.length);
    return new BlobRef(Digest.of(salted), content.length, mediaType);
  }
}
