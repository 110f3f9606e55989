package io.countersign.server.access.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key pair of this installation, made at its first start. Its private half never leaves the
 * home; its public half lies beside, for the clients that share the home.
 */
public final class ServerIdentity {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "identity";
  private static final String PUBLIC = "identity.pub";

  private final PrivateKey key;
  private final String publicKey;

  private ServerIdentity(PrivateKey key, String publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  static ServerIdentity of(Path home) throws IOException {
    try {
      if (!Files.exists(home.resolve(PRIVATE))) {
        make(home);
      }
      var secret = Base64.getDecoder().decode(Files.readString(home.resolve(PRIVATE)).strip());
      return new ServerIdentity(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)),
          Files.readString(home.resolve(PUBLIC)).strip());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(home.resolve(PRIVATE) + " holds no key of a server", e);
    }
  }

  /** The public half first: only who has both has an identity. */
  private static void make(Path home) throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    write(home.resolve(PUBLIC), pair.getPublic().getEncoded());
    write(home.resolve(PRIVATE), pair.getPrivate().getEncoded());
  }

  private static void write(Path file, byte[] key) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.getParent(), "identity", ".new", mode);
    Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String publicKey() {
    return publicKey;
  }

  /** For people to compare. */
  public String fingerprint() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(publicKey));
      return "SHA256:" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The answer to a client's challenge. It names our end of the connection that it came by, so that
   * nobody who listens on another address or port can pass it on as his own.
   */
  String prove(String nonce, String address, int port) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(
          String.join("\n", "countersign-identity/2", address, Integer.toString(port), nonce)
              .getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
