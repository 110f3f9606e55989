package io.countersign.verifier.note;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;

/** Keys for tests, made anew each time. */
public final class Keys {
  private Keys() {}

  public static NoteSigner signer(String name, SignatureType type) {
    try {
      var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      return new NoteSigner(name, type, pair);
    } catch (GeneralSecurityException | MalformedNoteException e) {
      throw new IllegalStateException(e);
    }
  }
}
