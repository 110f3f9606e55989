package io.countersign.verifier.record;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.tree.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The first line of an export: which leaves follow, and the hashes that stand for all the others.
 *
 * @param left for the leaves before the range
 * @param right for those after it, up to the checkpoint's size
 */
record ExportHeader(
    SignedNote checkpoint, long from, long to, List<TreeHash> left, List<TreeHash> right) {
  private static final String FORM = "countersign-export/1";
  private static final int MOST_HASHES = 128;

  ExportHeader {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  static ExportHeader parse(byte[] line) throws MalformedNoteException {
    var members = CanonicalReader.object(line).orElse(Map.of());
    if (!FORM.equals(members.get("t"))
        || members.size() != 6
        || !(members.get("checkpoint") instanceof String checkpoint)
        || !(members.get("from") instanceof Long from)
        || !(members.get("to") instanceof Long to)
        || from < 0
        || to < from) {
      throw new MalformedNoteException("the first line isn't that of an export");
    }
    return new ExportHeader(
        SignedNote.parse(checkpoint), from, to, hashes(members, "left"), hashes(members, "right"));
  }

  private static List<TreeHash> hashes(Map<String, Object> members, String name)
      throws MalformedNoteException {
    var hashes = new ArrayList<TreeHash>();
    if (!(members.get(name) instanceof List<?> list) || list.size() > MOST_HASHES) {
      throw new MalformedNoteException("no list of hashes: " + name);
    }
    try {
      for (var hash : list) {
        hashes.add(TreeHash.parse(String.valueOf(hash)));
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("no hash in " + name);
    }
    return hashes;
  }
}
