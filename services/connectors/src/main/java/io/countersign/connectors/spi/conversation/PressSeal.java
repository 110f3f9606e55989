package io.countersign.connectors.spi.conversation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The making of seals for what buttons carry, by keys that are derived from a connection's secrets:
 * a seal tells nothing of the secret, and is good for no signature of the chat's.
 */
public final class PressSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "countersign-press/1".getBytes(StandardCharsets.UTF_8);

  private PressSeal() {}

  /**
   * One seal for each secret, in their order.
   *
   * @param secrets those that are good, the one that is used for new seals first
   * @return 32 bytes each
   */
  public static List<byte[]> of(List<byte[]> secrets, byte[] content) {
    return secrets.stream().map(secret -> mac(mac(secret, PURPOSE), content)).toList();
  }

  private static byte[] mac(byte[] key, byte[] content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
