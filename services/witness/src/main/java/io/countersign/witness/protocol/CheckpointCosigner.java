package io.countersign.witness.protocol;

import io.countersign.verifier.note.BadSignatureException;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSignature;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.tree.ConsistencyProof;
import io.countersign.verifier.tree.PathLengthException;
import io.countersign.verifier.tree.TreeHasher;
import io.countersign.witness.protocol.WitnessAnswer.Cosigned;
import io.countersign.witness.protocol.WitnessAnswer.Malformed;
import io.countersign.witness.protocol.WitnessAnswer.OtherRoot;
import io.countersign.witness.protocol.WitnessAnswer.OtherSize;
import io.countersign.witness.protocol.WitnessAnswer.Unavailable;
import io.countersign.witness.protocol.WitnessAnswer.UnknownLog;
import io.countersign.witness.protocol.WitnessAnswer.Unproved;
import io.countersign.witness.protocol.WitnessAnswer.Unsigned;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessedLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cosigns a checkpoint if the log's tree only grew since the last one. What can be judged without
 * the head is judged before the log is taken; from reading the head to having written the next one
 * nobody else has it; and the cosignature leaves only after that.
 */
public final class CheckpointCosigner {
  private final WitnessFolder folder;
  private final WitnessClock clock;

  public CheckpointCosigner(WitnessFolder folder, InstantSource time) {
    this.folder = folder;
    this.clock = new WitnessClock(time);
  }

  /** The order of the checks is the protocol's, so that each status means one thing. */
  public WitnessAnswer add(AddCheckpointRequest request) throws IOException {
    try {
      var note = SignedNote.parse(request.checkpoint());
      var tree = TreeHead.parse(note.text());
      var log = folder.log(tree.origin());
      if (log.isEmpty()) {
        return new UnknownLog();
      }
      var signed = onlySigned(log.get(), note);
      return request.oldSize() > tree.size()
          ? new Malformed("the old size is larger than the checkpoint's")
          : decide(log.get(), request, signed, tree);
    } catch (MalformedNoteException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    } catch (BadSignatureException e) {
      return new Unsigned(String.valueOf(e.getMessage()));
    }
  }

  /** The note with the log's own signatures; what others put below it isn't kept. */
  private static SignedNote onlySigned(WitnessedLog log, SignedNote note)
      throws BadSignatureException {
    var known = note.verified(log.keys()).isEmpty() ? List.<NoteSignature>of() : note.signatures();
    return new SignedNote(
        note.text(),
        known.stream()
            .filter(it -> log.keys().stream().anyMatch(key -> key.isNamedBy(it)))
            .distinct()
            .toList());
  }

  private WitnessAnswer decide(
      WitnessedLog log, AddCheckpointRequest request, SignedNote signed, TreeHead tree)
      throws IOException, MalformedNoteException {
    if (signed.signatures().isEmpty()) {
      return new Unsigned("no signature of a key that is trusted for this log");
    }
    try (var turn = log.turn()) {
      var known = turn.head().tree(log.origin());
      if (request.oldSize() != known.size()) {
        return new OtherSize(known.size());
      }
      if (tree.size() == known.size() && !tree.root().equals(known.root())) {
        return otherRoot(turn, signed, tree);
      }
      return proves(request, known, tree)
          ? cosign(turn, signed, tree.size() > known.size())
          : new Unproved("the hashes don't prove that the tree only grew");
    }
  }

  private static WitnessAnswer otherRoot(WitnessedLog.Turn turn, SignedNote signed, TreeHead tree)
      throws IOException {
    if (tree.size() == 0) {
      return new Unproved("the root of the empty tree is " + TreeHasher.empty());
    }
    turn.keepEvidence(signed);
    return new OtherRoot();
  }

  private static boolean proves(AddCheckpointRequest request, TreeHead known, TreeHead tree) {
    try {
      return ConsistencyProof.proves(
          known.size(), known.root(), tree.size(), tree.root(), request.proof());
    } catch (PathLengthException e) {
      return false;
    }
  }

  private WitnessAnswer cosign(WitnessedLog.Turn turn, SignedNote signed, boolean larger)
      throws IOException {
    var time = clock.after(turn.head().time());
    if (time.isEmpty()) {
      return new Unavailable("the witness's clock is behind its last cosignature");
    }
    var lines = folder.keys().cosign(signed.text(), time.getAsLong());
    var cosigned = signed.with(lines);
    if (larger || turn.head().checkpoint().isEmpty()) {
      turn.grow(cosigned, time.getAsLong());
    } else {
      turn.repeat(cosigned, time.getAsLong());
    }
    return new Cosigned(lines.stream().map(it -> it + "\n").collect(Collectors.joining()));
  }
}
