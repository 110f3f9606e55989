package io.countersign.ledger.log.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Both pairs of a log's keys in memory, and the text in which they're kept: four lines, each with
 * its name.
 */
public final class LogKeyPairs implements CheckpointSigner {
  private static final String FORM = "countersign-log-key/1";
  private static final String ED25519 = "Ed25519";
  private static final String ML_DSA_44 = "ML-DSA-44";
  private static final int ED25519_BYTES = 32;
  private static final int ML_DSA_44_BYTES = 1_312;

  private final NoteKey classic;
  private final NoteKey later;
  private final PrivateKey classicSecret;
  private final PrivateKey laterSecret;

  private LogKeyPairs(
      NoteKey classic, PrivateKey classicSecret, NoteKey later, PrivateKey laterSecret) {
    this.classic = classic;
    this.classicSecret = classicSecret;
    this.later = later;
    this.laterSecret = laterSecret;
  }

  public static LogKeyPairs generate(String origin) {
    try {
      var first = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      var second = KeyPairGenerator.getInstance(ML_DSA_44).generateKeyPair();
      return new LogKeyPairs(
          new NoteKey(origin, NoteKey.ED25519, tail(first, ED25519_BYTES)),
          first.getPrivate(),
          new NoteKey(origin, NoteKey.ML_DSA_44, tail(second, ML_DSA_44_BYTES)),
          second.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An X.509 public key ends with the key itself. */
  private static byte[] tail(KeyPair pair, int bytes) {
    var encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - bytes, encoded.length);
  }

  /**
   * @throws IllegalArgumentException for anything but what {@link #text()} wrote; the message holds
   *     no secret
   */
  public static LogKeyPairs parse(String text) {
    var lines = text.strip().lines().map(String::strip).toList();
    if (lines.size() != 5 || !lines.getFirst().equals(FORM)) {
      throw new IllegalArgumentException("not a key of a log (" + FORM + ")");
    }
    try {
      var pairs =
          new LogKeyPairs(
              NoteKey.parse(lines.get(1)),
              secret(ED25519, lines.get(2)),
              NoteKey.parse(lines.get(3)),
              secret(ML_DSA_44, lines.get(4)));
      pairs.check();
      return pairs;
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new IllegalArgumentException("a damaged key of a log (" + FORM + ")");
    }
  }

  /** Only a secret that goes with its public key makes signatures that anybody takes. */
  private void check() throws GeneralSecurityException {
    boolean fit =
        classic.type() == NoteKey.ED25519
            && later.type() == NoteKey.ML_DSA_44
            && classic.name().equals(later.name())
            && NoteSignatures.verifies(classic, bytes(FORM), signed(ED25519, classicSecret, FORM))
            && NoteSignatures.verifies(later, bytes(FORM), signed(ML_DSA_44, laterSecret, FORM));
    if (!fit) {
      throw new GeneralSecurityException("keys that don't go together");
    }
  }

  private static PrivateKey secret(String algorithm, String base64)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** With the secrets. */
  String text() {
    return String.join(
        "\n",
        FORM,
        classic.toString(),
        Base64.getEncoder().encodeToString(classicSecret.getEncoded()),
        later.toString(),
        Base64.getEncoder().encodeToString(laterSecret.getEncoded()),
        "");
  }

  @Override
  public NoteKey key() {
    return classic;
  }

  @Override
  public List<NoteKey> keys() {
    return List.of(classic, later);
  }

  @Override
  public List<String> sign(String body, long size, byte[] root) {
    var message = NoteSignatures.treeHead(later.name(), classic.name(), 0, size, root);
    var second = signed(ML_DSA_44, laterSecret, message);
    var timestamped = ByteBuffer.allocate(Long.BYTES + second.length).putLong(0).put(second);
    return List.of(classic.line(sign(body)), later.line(timestamped.array()));
  }

  @Override
  public byte[] sign(String statement) {
    return signed(ED25519, classicSecret, statement);
  }

  private static byte[] signed(String algorithm, PrivateKey secret, String text) {
    return signed(algorithm, secret, bytes(text));
  }

  private static byte[] signed(String algorithm, PrivateKey secret, byte[] message) {
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return classic.toString();
  }
}
