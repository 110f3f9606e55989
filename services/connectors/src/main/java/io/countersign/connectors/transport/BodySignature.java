package io.countersign.connectors.transport;

import io.countersign.connectors.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 by which a delivery is known to be of who holds its secret: over bytes as they came,
 * with what its system signs before them.
 */
public final class BodySignature {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] code;

  private BodySignature(byte[] code) {
    this.code = code;
  }

  /**
   * @param before what is signed in front of the body, such as a time; empty for nothing
   */
  public static BodySignature of(Secret secret, String before, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      return new BodySignature(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  /** 64 hex digits in lower case. */
  public String hex() {
    return HexFormat.of().formatHex(code);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(code);
  }

  /** Whether a signature is the right one, in a time that doesn't tell how much of it is. */
  public static boolean isRight(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
