package io.countersign.verifier.record;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.tree.ConsistencyProof;
import io.countersign.verifier.tree.PathLengthException;
import io.countersign.verifier.tree.TreeHash;
import java.util.List;

/** The proof that a later tree begins with the whole of an earlier one, with both checkpoints. */
public record ConsistencyFile(
    long oldSize, long newSize, List<TreeHash> hashes, SignedNote older, SignedNote newer) {
  private static final String FORM = "countersign.dev/consistency@v1";

  public ConsistencyFile {
    hashes = List.copyOf(hashes);
  }

  public static ConsistencyFile parse(byte[] file) throws MalformedNoteException {
    var lines = new ProofLines(file);
    if (!lines.line().equals(FORM)) {
      throw new MalformedNoteException("the first line isn't " + FORM);
    }
    long oldSize = lines.number("old");
    long newSize = lines.number("new");
    if (oldSize > newSize) {
      throw new MalformedNoteException("the old tree is larger than the new one");
    }
    return new ConsistencyFile(
        oldSize, newSize, lines.hashes(), lines.noteBeforeAnother(), lines.lastNote());
  }

  /** Checks such a file as a whole. */
  public static RecordFindings verify(byte[] file, HeadCheck heads) {
    var findings = new RecordFindings();
    try {
      var proof = parse(file);
      var older = heads.accept(proof.older, findings);
      var newer = heads.accept(proof.newer, findings);
      findings.fact("old", proof.oldSize);
      if (older.isPresent() && newer.isPresent()) {
        proof.verify(older.get(), newer.get(), findings);
      }
    } catch (MalformedNoteException e) {
      findings.add(new Mismatch(FaultCode.MALFORMED, e.why()));
    }
    return findings;
  }

  private void verify(TreeHead before, TreeHead after, RecordFindings findings) {
    if (!before.origin().equals(after.origin())) {
      findings.add(new Mismatch(FaultCode.ORIGIN, "the two checkpoints are of different logs"));
    }
    if (before.size() != oldSize || after.size() != newSize) {
      findings.add(new Mismatch(FaultCode.MALFORMED, "the sizes aren't those of the checkpoints"));
      return;
    }
    try {
      if (!ConsistencyProof.proves(oldSize, before.root(), newSize, after.root(), hashes)) {
        findings.add(
            new Mismatch(
                FaultCode.ROOT,
                0,
                oldSize,
                "the tree of " + newSize + " doesn't begin with the tree of " + oldSize));
      }
    } catch (PathLengthException e) {
      findings.add(new Mismatch(FaultCode.PATH_LENGTH, e.why()));
    }
  }
}
