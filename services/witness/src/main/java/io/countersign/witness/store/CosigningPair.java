package io.countersign.witness.store;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** One of the witness's pairs of keys, and its line in the file of keys. */
record CosigningPair(CosignatureKind kind, KeyPair pair) {
  static CosigningPair generate(CosignatureKind kind) {
    try {
      var generator = KeyPairGenerator.getInstance(kind.type().algorithm());
      return new CosigningPair(kind, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + kind.type().algorithm(), e);
    }
  }

  static CosigningPair parse(String line) throws MalformedNoteException {
    var parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new MalformedNoteException("a key's line names its kind and both its halves");
    }
    var kind =
        CosignatureKind.of(parts[0])
            .orElseThrow(() -> new MalformedNoteException("unknown kind of key: " + parts[0]));
    try {
      return new CosigningPair(kind, pair(kind, decode(parts[1]), decode(parts[2])));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new MalformedNoteException("not a pair of keys of " + kind.label());
    }
  }

  private static KeyPair pair(CosignatureKind kind, byte[] open, byte[] secret)
      throws GeneralSecurityException {
    var factory = KeyFactory.getInstance(kind.type().algorithm());
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(open)),
        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
  }

  /** Signs under the witness's name; only with halves that belong together. */
  NoteSigner signer(String name) throws MalformedNoteException {
    var signer = new NoteSigner(name, kind.type(), pair);
    var probe = "countersign-witness-probe".getBytes(StandardCharsets.US_ASCII);
    if (!signer.key().verifies(probe, signer.sign(probe))) {
      throw new MalformedNoteException("the halves of the key of " + kind.label() + " differ");
    }
    return signer;
  }

  /** Secret. */
  String line() {
    return kind.label()
        + " "
        + encode(pair.getPublic().getEncoded())
        + " "
        + encode(pair.getPrivate().getEncoded());
  }

  /** Without its secret, wherever it's printed. */
  @Override
  public String toString() {
    return "CosigningPair[" + kind.label() + "]";
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
