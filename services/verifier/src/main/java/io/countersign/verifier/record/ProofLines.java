package io.countersign.verifier.record;

import io.countersign.verifier.note.DecimalText;
import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.tree.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a proof's file from its first line to its last. */
final class ProofLines {
  private static final int MOST_HASHES = 128; // two a level of the deepest tree

  private final String text;
  private int at;

  ProofLines(byte[] file) throws MalformedNoteException {
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException("a proof that isn't UTF-8");
    }
  }

  boolean startsWith(String beginning) {
    return text.startsWith(beginning, at);
  }

  /** The next line without its end. */
  String line() throws MalformedNoteException {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      throw new MalformedNoteException("a proof that ends too early");
    }
    var line = text.substring(at, end);
    at = end + 1;
    return line;
  }

  String line(String keyword) throws MalformedNoteException {
    var line = line();
    if (!line.startsWith(keyword + " ")) {
      throw new MalformedNoteException("no line " + keyword + ": " + Excerpt.of(line));
    }
    return line.substring(keyword.length() + 1);
  }

  long number(String keyword) throws MalformedNoteException {
    return DecimalText.parse(line(keyword));
  }

  /** The hashes up to the empty line. */
  List<TreeHash> hashes() throws MalformedNoteException {
    var hashes = new ArrayList<TreeHash>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (hashes.size() == MOST_HASHES) {
        throw new MalformedNoteException("a proof of more hashes than any tree has");
      }
      hashes.add(hash(line));
    }
    return List.copyOf(hashes);
  }

  private static TreeHash hash(String line) throws MalformedNoteException {
    try {
      return TreeHash.parse(line);
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("no hash: " + Excerpt.of(line));
    }
  }

  /** A note with the empty line that follows its last signature, which is passed over. */
  SignedNote noteBeforeAnother() throws MalformedNoteException {
    int signatures = text.indexOf("\n\n", at);
    int end = signatures < 0 ? -1 : text.indexOf("\n\n", signatures + 2);
    if (end < 0) {
      throw new MalformedNoteException("two checkpoints are needed");
    }
    var note = SignedNote.parse(text.substring(at, end + 1));
    at = end + 2;
    return note;
  }

  SignedNote lastNote() throws MalformedNoteException {
    return SignedNote.parse(text.substring(at));
  }
}
