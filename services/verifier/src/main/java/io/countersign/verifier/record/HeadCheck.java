package io.countersign.verifier.record;

import io.countersign.verifier.note.HeadJudgement;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.TrustPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy about a signed head and says what the answer means for the exit code.
 *
 * @param policy null where none was given: then no key is known at all
 */
public record HeadCheck(@Nullable TrustPolicy policy, Instant now) {
  private static final String LOG_ONLY =
      "log signature only: the policy names no witness, so nobody but the log itself says that it"
          + " shows everybody the same tree";
  private static final String NO_KEYS =
      "no policy was given (--policy FILE): no key is known, so not even the log's own signature"
          + " could be checked";

  /** The head, if it may be relied on or nothing more can be told of it. */
  public Optional<TreeHead> accept(SignedNote note, RecordFindings findings) {
    if (policy == null) {
      return unknown(note, findings);
    }
    return switch (policy.judge(note, now)) {
      case HeadJudgement.Witnessed it -> {
        findings.fact("witnessedBy", names(it.by()));
        findings.fact("witnessedAt", Instant.ofEpochSecond(time(it.by())).toString());
        yield told(it.head(), findings);
      }
      case HeadJudgement.LogSignatureOnly it -> {
        doubt(LOG_ONLY, findings);
        yield told(it.head(), findings);
      }
      case HeadJudgement.Refused it -> {
        findings.add(new Mismatch(FaultCode.of(it.fault()), it.why()));
        yield Optional.empty();
      }
    };
  }

  private static Optional<TreeHead> unknown(SignedNote note, RecordFindings findings) {
    try {
      doubt(NO_KEYS, findings);
      return told(TreeHead.parse(note.text()), findings);
    } catch (MalformedNoteException e) {
      findings.add(new Mismatch(FaultCode.MALFORMED, e.why()));
      return Optional.empty();
    }
  }

  private static Optional<TreeHead> told(TreeHead head, RecordFindings findings) {
    findings.fact("origin", head.origin());
    findings.fact("size", head.size());
    findings.fact("root", head.root().toString());
    return Optional.of(head);
  }

  /** What no checkpoint of whatever quality can take away. */
  public void tellDoubts(RecordFindings findings) {
    if (policy == null) {
      doubt(NO_KEYS, findings);
    } else if (!policy.demandsWitnesses()) {
      doubt(LOG_ONLY, findings);
    }
  }

  private static void doubt(String why, RecordFindings findings) {
    if (!findings.doubts().contains(why)) {
      findings.doubt(why);
    }
  }

  static String names(List<HeadJudgement.Cosigned> by) {
    return by.stream().map(HeadJudgement.Cosigned::witness).collect(Collectors.joining(", "));
  }

  private static long time(List<HeadJudgement.Cosigned> by) {
    return by.stream().mapToLong(HeadJudgement.Cosigned::time).min().orElse(0);
  }
}
