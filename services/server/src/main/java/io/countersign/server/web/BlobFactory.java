package io.countersign.server.web;

import io.countersign.ledger.Blob;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The maker of what is kept beside the record, each under a random salt of its own. */
public final class BlobFactory {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 32;

  private BlobFactory() {}

  /**
   * @param content JSON in UTF-8
   */
  public static Blob json(byte[] content) {
    return new Blob(content, "application/json", salt());
  }

  public static Blob text(String content) {
    return new Blob(content.getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8", salt());
  }

  private static byte[] salt() {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }
}
