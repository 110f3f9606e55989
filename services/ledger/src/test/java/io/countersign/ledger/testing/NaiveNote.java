package io.countersign.ledger.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * C2SP signed-note and tlog-checkpoint as they stand there, for a reader: nothing of the product's.
 */
public record NaiveNote(String body, List<String> signatures) {
  public static NaiveNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    return new NaiveNote(note.substring(0, end + 1), note.substring(end + 2).lines().toList());
  }

  public String origin() {
    return body.lines().toList().getFirst();
  }

  public long size() {
    return Long.parseLong(body.lines().toList().get(1));
  }

  public byte[] root() {
    return Base64.getDecoder().decode(body.lines().toList().get(2));
  }

  /** Whether a key, by its text, has signed it: Ed25519 (1) or ML-DSA-44 of a log (6). */
  public boolean isSignedBy(String key) {
    var parts = key.split("\\+", 3);
    var typed = Base64.getDecoder().decode(parts[2]);
    var id = Arrays.copyOf(NaiveTree.hash(bytes(parts[0] + "\n"), typed), 4);
    if (!HexFormat.of().formatHex(id).equals(parts[1])) {
      return false;
    }
    return signatures.stream()
        .filter(it -> it.startsWith("\u2014 " + parts[0] + " "))
        .map(it -> Base64.getDecoder().decode(it.substring(it.lastIndexOf(' ') + 1)))
        .filter(it -> Arrays.equals(Arrays.copyOf(it, 4), id))
        .anyMatch(it -> verifies(parts[0], typed, Arrays.copyOfRange(it, 4, it.length)));
  }

  private boolean verifies(String name, byte[] typed, byte[] signature) {
    var raw = Arrays.copyOfRange(typed, 1, typed.length);
    return typed[0] == 1
        ? verifies("Ed25519", "302a300506032b6570032100", raw, bytes(body), signature)
        : verifies(
            "ML-DSA-44",
            "30820532300b06096086480165030403110382052100",
            raw,
            head(name),
            Arrays.copyOfRange(signature, 8, signature.length));
  }

  private byte[] head(String name) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes("subtree/v1\n\0"));
    out.write(name.length());
    out.writeBytes(bytes(name));
    out.writeBytes(new byte[8]);
    out.write(origin().length());
    out.writeBytes(bytes(origin()));
    out.writeBytes(new byte[8]);
    out.writeBytes(ByteBuffer.allocate(8).putLong(size()).array());
    out.writeBytes(root());
    return out.toByteArray();
  }

  private static boolean verifies(
      String algorithm, String prefix, byte[] raw, byte[] message, byte[] signature) {
    try {
      var encoded = new ByteArrayOutputStream();
      encoded.writeBytes(HexFormat.of().parseHex(prefix));
      encoded.writeBytes(raw);
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(
          KeyFactory.getInstance(algorithm)
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
