package io.countersign.verifier.load;

import io.countersign.verifier.load.LoadedCheckpoint.Standing;
import io.countersign.verifier.note.HeadFault;
import io.countersign.verifier.note.HeadJudgement;
import io.countersign.verifier.note.HeadJudgement.LogSignatureOnly;
import io.countersign.verifier.note.HeadJudgement.Refused;
import io.countersign.verifier.note.HeadJudgement.Witnessed;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the signatures of a record's own checkpoints, by the keys that the log had then. */
final class HeadJudge {
  private final @Nullable KeyHistory keys;
  private final RecordFindings faults;

  HeadJudge(RecordParts parts, HeadCheck heads) {
    parts.rotations.sort(Comparator.comparingLong(KeyRotation::leaf));
    var policy = heads.policy();
    this.faults = parts.checkpointFaults;
    this.keys =
        policy == null
            ? null
            : KeyHistory.of(policy, heads.now(), parts.rotations, parts.rotationFaults);
  }

  /** The head and what it's worth; nothing where it's worth nothing, which is then said. */
  Optional<LoadedCheckpoint> judge(String text, boolean published) {
    try {
      var note = SignedNote.parse(text);
      var head = TreeHead.parse(note.text());
      return standing(note, head)
          .map(it -> new LoadedCheckpoint(head.size(), head.root(), it, published));
    } catch (MalformedNoteException e) {
      faults.add(new Mismatch(FaultCode.MALFORMED, "a checkpoint: " + e.why()));
      return Optional.empty();
    }
  }

  private Optional<Standing> standing(SignedNote note, TreeHead head) {
    if (keys == null) {
      return Optional.of(Standing.UNKNOWN);
    }
    return switch (keys.judge(note, head)) {
      case Witnessed it -> Optional.of(Standing.WITNESSED);
      case LogSignatureOnly it -> Optional.of(Standing.LOG_ONLY);
      case Refused it -> refused(it, head);
    };
  }

  private Optional<Standing> refused(Refused refused, TreeHead head) {
    if (refused.fault() == HeadFault.QUORUM || refused.fault() == HeadFault.COSIGNATURE_TIME) {
      return Optional.of(Standing.UNWITNESSED); // a log may have such; see the newest one
    }
    faults.add(
        new Mismatch(
            FaultCode.of(refused.fault()),
            0,
            head.size(),
            "the checkpoint of size " + head.size() + ": " + refused.why()));
    return Optional.empty();
  }

  /** A head from elsewhere, on which as much is built as on one's own. */
  Optional<TreeHead> kept(SignedNote note) {
    try {
      var head = TreeHead.parse(note.text());
      HeadJudgement judgement = keys == null ? new LogSignatureOnly(head) : keys.judge(note, head);
      if (judgement instanceof Refused refused && refused.fault() != HeadFault.QUORUM) {
        faults.add(
            new Mismatch(
                FaultCode.of(refused.fault()),
                "the head that was kept elsewhere: " + refused.why()));
        return Optional.empty();
      }
      return Optional.of(head);
    } catch (MalformedNoteException e) {
      faults.add(new Mismatch(FaultCode.MALFORMED, "the head that was kept elsewhere: " + e.why()));
      return Optional.empty();
    }
  }
}
