package io.countersign.verifier.note;

import java.util.Arrays;
import java.util.HexFormat;

/** The types of signatures that are understood, each with what the JDK calls its algorithm. */
public enum SignatureType {
  /** Plain Ed25519 over the note's text. */
  ED25519(0x01, "Ed25519", 32, 64, "302a300506032b6570032100"),
  /** Ed25519 over a time and the note's text. */
  COSIGNATURE_ED25519(0x04, "Ed25519", 32, 64, "302a300506032b6570032100"),
  /** ML-DSA-44 over a time, the cosigner's name and the head of a tree. */
  COSIGNATURE_ML_DSA_44(
      0x06, "ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100");

  private final int identifier;
  private final String algorithm;
  private final int keyLength;
  private final int signatureLength;
  private final String prefix;

  SignatureType(
      int identifier, String algorithm, int keyLength, int signatureLength, String prefix) {
    this.identifier = identifier;
    this.algorithm = algorithm;
    this.keyLength = keyLength;
    this.signatureLength = signatureLength;
    this.prefix = prefix;
  }

  static SignatureType of(byte identifier) throws MalformedNoteException {
    return Arrays.stream(values())
        .filter(it -> it.identifier == identifier)
        .findFirst()
        .orElseThrow(() -> new MalformedNoteException("unknown type of key: " + identifier));
  }

  byte identifier() {
    return (byte) identifier;
  }

  /** The name by which the JDK's {@code Signature} and {@code KeyPairGenerator} know it. */
  public String algorithm() {
    return algorithm;
  }

  public boolean timed() {
    return this != ED25519;
  }

  /** The bare public key's bytes. */
  int keyLength() {
    return keyLength;
  }

  /** The bare signature's bytes, without key id and time. */
  int signatureLength() {
    return signatureLength;
  }

  /** The bytes of a SubjectPublicKeyInfo before the bare key. */
  byte[] prefix() {
    return HexFormat.of().parseHex(prefix);
  }
}
