package io.countersign.verifier.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Whoever signs notes under a name: a witness, and the tests of what verifies. */
public final class NoteSigner {
  private final VerifierKey key;
  private final PrivateKey secret;

  public NoteSigner(String name, SignatureType type, KeyPair pair) throws MalformedNoteException {
    key = VerifierKey.of(name, type, pair.getPublic());
    secret = pair.getPrivate();
  }

  public VerifierKey key() {
    return key;
  }

  /**
   * @param time seconds since the epoch; 0 for no statement about time, and for a type without one
   * @throws IllegalArgumentException for a text that this type can't sign, since it's no head of a
   *     tree
   */
  public NoteSignature sign(String text, long time) {
    var message =
        SignedMessage.of(key.type(), key.name(), text, time)
            .orElseThrow(() -> new IllegalArgumentException("not a head of a tree"));
    var bare = sign(message);
    var timed = ByteBuffer.allocate((key.type().timed() ? Long.BYTES : 0) + bare.length);
    if (key.type().timed()) {
      timed.putLong(time);
    }
    return new NoteSignature(key.name(), key.id(), timed.put(bare).array());
  }

  /** The bare signature over these very bytes. */
  public byte[] sign(byte[] message) {
    try {
      var signer = Signature.getInstance(key.type().algorithm());
      signer.initSign(secret);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK doesn't sign by " + key.type().algorithm(), e);
    }
  }
}
