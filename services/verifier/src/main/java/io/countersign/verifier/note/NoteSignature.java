package io.countersign.verifier.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a note: who is said to have signed, by which key, and the signature's bytes. */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes;
  }

  /**
   * @param line without its end
   */
  public static NoteSignature parse(String line) throws MalformedNoteException {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new MalformedNoteException("no line of a signature: " + Excerpt.of(line));
    }
    var name = KeyName.check(line.substring(DASH.length(), space));
    var bytes = StrictBase64.decode(line.substring(space + 1));
    if (bytes.length <= Integer.BYTES) {
      throw new MalformedNoteException("a signature without a signature by " + Excerpt.of(name));
    }
    return new NoteSignature(
        name,
        ByteBuffer.wrap(bytes).getInt(),
        Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  /** What follows the key's id: a time where the type has one, and the signature. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Seconds since the epoch as the signer says; 0 for a type without a time. */
  long time(SignatureType type) {
    return type.timed() && bytes.length >= Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, keyId, Arrays.hashCode(bytes));
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    var all = ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array();
    return DASH + name + " " + Base64.getEncoder().encodeToString(all);
  }
}
