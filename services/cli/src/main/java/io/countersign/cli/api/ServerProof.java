package io.countersign.cli.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * A server's answer to a challenge: it holds the private half of this key, and was asked at this
 * address and port of its own.
 *
 * @param key its public half, as it's kept in files
 */
public record ServerProof(String key, String address, int port) {
  private static final String ALGORITHM = "Ed25519";
  private static final int NONCE_BYTES = 24;

  static String nonce() {
    var bytes = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @throws UnprovenServerException when it proves nothing
   */
  static ServerProof of(JsonNode answer, String nonce, URI server) {
    var key = answer.path("key").asString("");
    var address = answer.path("address").asString("");
    int port = answer.path("port").asInt(0);
    try {
      var signature = Signature.getInstance(ALGORITHM);
      var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(key));
      signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(encoded));
      signature.update(
          String.join("\n", "countersign-identity/2", address, Integer.toString(port), nonce)
              .getBytes(StandardCharsets.UTF_8));
      if (signature.verify(Base64.getDecoder().decode(answer.path("signature").asString("")))) {
        return new ServerProof(key, address, port);
      }
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // told below
    }
    throw new UnprovenServerException(
        "What listens on " + server + " doesn't prove that it's a Countersign server.");
  }

  /** For people to compare with what the server printed at its start. */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(key));
      return "SHA256:" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
