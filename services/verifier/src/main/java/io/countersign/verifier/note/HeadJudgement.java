package io.countersign.verifier.note;

import java.util.List;

/** The answer of a policy about a signed head. */
public sealed interface HeadJudgement {
  /** Signed by the log and cosigned as the policy demands. */
  record Witnessed(TreeHead head, List<Cosigned> by) implements HeadJudgement {
    public Witnessed {
      by = List.copyOf(by);
    }
  }

  /** Signed by the log; the policy names no witness whose word could be asked for. */
  record LogSignatureOnly(TreeHead head) implements HeadJudgement {}

  /** Not to be relied on. */
  record Refused(HeadFault fault, String why) implements HeadJudgement {}

  /**
   * A witness by the policy's name for it.
   *
   * @param time seconds since the epoch
   */
  record Cosigned(String witness, long time) {}
}
