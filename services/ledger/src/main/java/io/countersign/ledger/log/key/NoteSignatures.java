package io.countersign.ledger.log.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** The messages that are signed, and the check of their signatures. */
public final class NoteSignatures {
  private static final String LABEL = "subtree/v1\n\0";

  /** What stands before the key itself in its X.509 form (RFC 8410, RFC 9881). */
  private static final byte[] ED25519_X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] ML_DSA_44_X509 =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

  private NoteSignatures() {}

  /** The message that an ML-DSA-44 signature of a tree head is over (C2SP tlog-cosignature). */
  static byte[] treeHead(String signer, String origin, long timestamp, long size, byte[] root) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(LABEL.getBytes(StandardCharsets.UTF_8));
    name(signer, message);
    number(timestamp, message);
    name(origin, message);
    number(0, message);
    number(size, message);
    message.writeBytes(root);
    return message.toByteArray();
  }

  private static void name(String name, ByteArrayOutputStream message) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static void number(long number, ByteArrayOutputStream message) {
    message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Whether a statement carries the Ed25519 signature of a key; not for one of another type. */
  public static boolean verifies(NoteKey key, String statement, byte[] signature) {
    return key.type() == NoteKey.ED25519
        && verifies(key, statement.getBytes(StandardCharsets.UTF_8), signature);
  }

  static boolean verifies(NoteKey key, byte[] message, byte[] signature) {
    boolean classic = key.type() == NoteKey.ED25519;
    var algorithm = classic ? "Ed25519" : "ML-DSA-44";
    var prefix = classic ? ED25519_X509 : ML_DSA_44_X509;
    var encoded =
        ByteBuffer.allocate(prefix.length + key.key().length).put(prefix).put(key.key()).array();
    try {
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
