package io.countersign.ledger.log.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key as a signed note names it (C2SP signed-note): {@code name+id+base64(type || key)}.
 *
 * @param name whose it is: for a log its origin
 * @param type which signatures it verifies
 * @param key the public key alone: 32 bytes of Ed25519, 1,312 of ML-DSA-44
 */
public record NoteKey(String name, byte type, byte[] key) {
  /** Ed25519 over a tree head and a time: a cosignature (C2SP tlog-cosignature). */
  public static final byte COSIGNATURE_ED25519 = 0x04;

  /** Ed25519 over a note's text. */
  public static final byte ED25519 = 0x01;

  /** ML-DSA-44 over a tree head (C2SP tlog-cosignature). */
  public static final byte ML_DSA_44 = 0x06;

  private static final int ID_BYTES = 4;

  public NoteKey {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a key: " + name);
    }
  }

  /** Whether a note may call a key, or a log, so. */
  public static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= 255
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '+');
  }

  /**
   * @throws IllegalArgumentException for any other text, and for an id that isn't the key's
   */
  public static NoteKey parse(String text) {
    var parts = text.split("\\+", 3);
    var bytes = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
    if (bytes.length < 2) {
      throw new IllegalArgumentException("not a verifier key");
    }
    var key = new NoteKey(parts[0], bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    if (!key.toString().equals(text)) {
      throw new IllegalArgumentException("not a verifier key: its id is another one's");
    }
    return key;
  }

  /** The line of a note that carries a signature of this key. */
  public String line(byte[] signature) {
    var bytes = ByteBuffer.allocate(ID_BYTES + signature.length).put(id()).put(signature).array();
    return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes);
  }

  private byte[] id() {
    var named = new ByteArrayOutputStream();
    named.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    named.write('\n');
    named.writeBytes(typed());
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(named.toByteArray());
      return Arrays.copyOf(hash, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] typed() {
    return ByteBuffer.allocate(1 + key.length).put(type).put(key).array();
  }

  /** Name and id alone: by these it's told from others, for people too. */
  public String nameAndId() {
    return name + "+" + HexFormat.of().formatHex(id());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey it && toString().equals(it.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return nameAndId() + "+" + Base64.getEncoder().encodeToString(typed());
  }
}
