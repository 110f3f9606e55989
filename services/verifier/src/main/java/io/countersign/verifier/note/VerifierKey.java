package io.countersign.verifier.note;

import io.countersign.verifier.tree.TreeHasher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key with the name of whoever signs by it, written {@code <name>+<key id>+<base64 of type
 * and key>}.
 */
public final class VerifierKey {
  private final String name;
  private final SignatureType type;
  private final byte[] bare;
  private final PublicKey key;
  private final int id;

  private VerifierKey(String name, SignatureType type, byte[] bare, PublicKey key) {
    this.name = name;
    this.type = type;
    this.bare = bare;
    this.key = key;
    this.id = ByteBuffer.wrap(fingerprint(name, type, bare)).getInt();
  }

  public static VerifierKey parse(String text) throws MalformedNoteException {
    int first = text.indexOf('+');
    int second = first + 9;
    if (first < 0 || text.length() <= second || text.charAt(second) != '+') {
      throw new MalformedNoteException("no verifier key: " + Excerpt.of(text));
    }
    var material = StrictBase64.decode(text.substring(second + 1));
    if (material.length == 0) {
      throw new MalformedNoteException("a key without a type");
    }
    var key =
        of(
            text.substring(0, first),
            SignatureType.of(material[0]),
            Arrays.copyOfRange(material, 1, material.length));
    if (!key.hexId().equals(text.substring(first + 1, second))) {
      throw new MalformedNoteException("the key id isn't that of this name and key");
    }
    return key;
  }

  /** A key of the JDK under a name. */
  public static VerifierKey of(String name, SignatureType type, PublicKey key)
      throws MalformedNoteException {
    var encoded = key.getEncoded();
    int skip = encoded.length - type.keyLength();
    if (skip < 0 || !Arrays.equals(type.prefix(), Arrays.copyOf(encoded, skip))) {
      throw new MalformedNoteException("the key isn't for " + type.algorithm());
    }
    return new VerifierKey(
        KeyName.check(name), type, Arrays.copyOfRange(encoded, skip, encoded.length), key);
  }

  private static VerifierKey of(String name, SignatureType type, byte[] bare)
      throws MalformedNoteException {
    if (bare.length != type.keyLength()) {
      throw new MalformedNoteException("a key of a wrong length: " + bare.length);
    }
    var prefix = type.prefix();
    var encoded = Arrays.copyOf(prefix, prefix.length + bare.length);
    System.arraycopy(bare, 0, encoded, prefix.length, bare.length);
    try {
      var key =
          KeyFactory.getInstance(type.algorithm()).generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifierKey(KeyName.check(name), type, bare, key);
    } catch (GeneralSecurityException e) {
      throw new MalformedNoteException("no public key of " + type.algorithm());
    }
  }

  private static byte[] fingerprint(String name, SignatureType type, byte[] bare) {
    var digest = TreeHasher.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type.identifier());
    return digest.digest(bare);
  }

  public String name() {
    return name;
  }

  public SignatureType type() {
    return type;
  }

  /** The first four bytes of the hash over name, type and key. */
  public int id() {
    return id;
  }

  public String hexId() {
    return HexFormat.of().toHexDigits(id);
  }

  /** Tells whether two keys are the same key, whatever their names and types. */
  public boolean sameMaterial(VerifierKey other) {
    return MessageDigest.isEqual(bare, other.bare);
  }

  /** Tells whether a signature names this key: by its name and its id, both. */
  public boolean isNamedBy(NoteSignature signature) {
    return signature.keyId() == id && signature.name().equals(name);
  }

  /** Tells whether the signature is this key's over the note's text. */
  boolean verifies(String text, NoteSignature signature) {
    var bytes = signature.bytes();
    int before = type.timed() ? Long.BYTES : 0;
    if (bytes.length != before + type.signatureLength()) {
      return false;
    }
    var time = signature.time(type);
    return time >= 0
        && SignedMessage.of(type, name, text, time)
            .map(it -> verifies(it, Arrays.copyOfRange(bytes, before, bytes.length)))
            .orElse(false);
  }

  /** Tells whether the bare signature is this key's over these very bytes. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      var verifier = Signature.getInstance(type.algorithm());
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // as a signature that has not even the form of one
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey that
        && type == that.type
        && name.equals(that.name)
        && sameMaterial(that);
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    var material = new byte[1 + bare.length];
    material[0] = type.identifier();
    System.arraycopy(bare, 0, material, 1, bare.length);
    return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(material);
  }
}
