package io.countersign.verifier.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text with signatures beneath it. Nothing of the text may be believed before {@link #verified}
 * has answered for a key that is trusted.
 *
 * @param text with its last line's end, without the empty line after it
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** More signatures than any honest note has. */
  public static final int MOST_SIGNATURES = 64;

  private static final int MOST_BYTES = 1 << 20;

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  public static SignedNote parse(byte[] bytes) throws MalformedNoteException {
    if (bytes.length > MOST_BYTES) {
      throw new MalformedNoteException("a note of more than " + MOST_BYTES + " bytes");
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException("a note that isn't UTF-8");
    }
  }

  public static SignedNote parse(String note) throws MalformedNoteException {
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedNoteException("a note with a control character");
    }
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw new MalformedNoteException("a note without signatures");
    }
    var lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
    if (lines.length > MOST_SIGNATURES) {
      throw new MalformedNoteException("a note with more than 64 signatures");
    }
    var signatures = new ArrayList<NoteSignature>();
    for (var line : lines) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  /**
   * The signatures of these keys, in the note's order, each once. Those of other keys say nothing.
   *
   * @throws BadSignatureException for a signature that names one of the keys and isn't its
   */
  public List<VerifiedSignature> verified(Collection<VerifierKey> keys)
      throws BadSignatureException {
    var found = new ArrayList<VerifiedSignature>();
    for (var signature : signatures) {
      for (var key : keys) {
        if (key.isNamedBy(signature)) {
          if (!key.verifies(text, signature)) {
            throw new BadSignatureException(key);
          }
          var good = new VerifiedSignature(key, signature.time(key.type()));
          if (!found.contains(good)) {
            found.add(good);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** This note with further signatures beneath its own. */
  public SignedNote with(List<NoteSignature> further) {
    var all = new ArrayList<>(signatures);
    all.addAll(further);
    return new SignedNote(text, all);
  }

  /** The note as it is published. */
  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(it -> note.append(it).append('\n'));
    return note.toString();
  }
}
