package io.countersign.witness.store;

import io.countersign.verifier.note.SignatureType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of cosignatures that a witness can give, and how files and the command line name them.
 */
public enum CosignatureKind {
  ED25519("ed25519", SignatureType.COSIGNATURE_ED25519),
  ML_DSA_44("ml-dsa-44", SignatureType.COSIGNATURE_ML_DSA_44);

  private final String label;
  private final SignatureType type;

  CosignatureKind(String label, SignatureType type) {
    this.label = label;
    this.type = type;
  }

  public String label() {
    return label;
  }

  public SignatureType type() {
    return type;
  }

  public static Optional<CosignatureKind> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
