package io.countersign.server.access.refusal;

import io.countersign.domain.PrincipalId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Pseudonyms for names that nobody has and addresses that somebody called from: the record holds
 * neither. The same one has the same for as long as this server runs, and nobody can go back.
 */
@Component
public final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int SHOWN_BYTES = 8;

  private final SecretKeySpec key;

  Pseudonyms() {
    var random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Of a name that nobody has. */
  public PrincipalId nobody(String name) {
    return new PrincipalId("nobody_" + of("name " + name));
  }

  public String source(String source) {
    return "src_" + of("source " + source);
  }

  private String of(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
