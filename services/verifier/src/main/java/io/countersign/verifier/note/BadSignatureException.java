package io.countersign.verifier.note;

/** A signature that names a known key and isn't that key's over this text. */
public final class BadSignatureException extends Exception {
  private static final long serialVersionUID = 1;

  BadSignatureException(VerifierKey key) {
    super("the signature in the name of " + key.name() + " isn't that key's over this text");
  }

  /** The message, which there always is. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
