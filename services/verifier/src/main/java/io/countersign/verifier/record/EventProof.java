package io.countersign.verifier.record;

import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.tree.InclusionProof;
import io.countersign.verifier.tree.PathLengthException;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one event by tlog-proof: the entry, its index, the path from its leaf to the root,
 * and the checkpoint.
 *
 * @param entry null where the file doesn't carry it
 */
public record EventProof(
    byte @Nullable [] entry, long index, List<TreeHash> path, SignedNote checkpoint) {
  private static final String FORM = "c2sp.org/tlog-proof@v1";

  public EventProof {
    path = List.copyOf(path);
  }

  public static EventProof parse(byte[] file) throws MalformedNoteException {
    var lines = new ProofLines(file);
    if (!lines.line().equals(FORM)) {
      throw new MalformedNoteException("the first line isn't " + FORM);
    }
    var extra = lines.startsWith("extra ") ? decode(lines.line("extra")) : null;
    return new EventProof(extra, lines.number("index"), lines.hashes(), lines.lastNote());
  }

  private static byte[] decode(String text) throws MalformedNoteException {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("not base64: " + Excerpt.of(text));
    }
    throw new MalformedNoteException("not canonical base64: " + Excerpt.of(text));
  }

  /** Checks a proof's file as a whole. */
  public static RecordFindings verify(byte[] file, HeadCheck heads) {
    var findings = new RecordFindings();
    try {
      var proof = parse(file);
      findings.fact("index", proof.index);
      heads.accept(proof.checkpoint, findings).ifPresent(head -> proof.verify(head, findings));
    } catch (MalformedNoteException e) {
      findings.add(new Mismatch(FaultCode.MALFORMED, e.why()));
    }
    return findings;
  }

  private void verify(TreeHead head, RecordFindings findings) {
    if (entry == null) {
      findings.doubt("the proof doesn't carry its entry, so there is nothing whose hash to prove");
      return;
    }
    if (index >= head.size()) {
      findings.add(
          new Mismatch(FaultCode.ROOT, index, "leaf " + index + " is beyond the tree's end"));
      return;
    }
    try {
      var root = InclusionProof.root(index, head.size(), new TreeHasher().leaf(entry), path);
      if (root.equals(head.root())) {
        tell(entry, findings);
      } else {
        findings.add(
            new Mismatch(
                FaultCode.ROOT,
                index,
                "leaf " + index + " isn't in the tree: its path ends elsewhere"));
      }
    } catch (PathLengthException e) {
      findings.add(new Mismatch(FaultCode.PATH_LENGTH, index, e.why()));
    }
  }

  private void tell(byte[] proved, RecordFindings findings) {
    var text = EntryText.read(proved);
    if (text.isEmpty()) {
      findings.add(
          new Mismatch(FaultCode.ENTRY, index, "what is proved at leaf " + index + " is no event"));
      return;
    }
    var event = text.get();
    findings.fact("event", event.event());
    findings.fact("type", event.type());
    findings.fact("position", event.position());
    findings.fact("recordedAt", event.recordedAt());
    if (event.position() != index + 1) {
      findings.add(
          new Mismatch(
              FaultCode.ENTRY,
              index,
              "the event at leaf " + index + " says that its position is " + event.position()));
    }
  }
}
