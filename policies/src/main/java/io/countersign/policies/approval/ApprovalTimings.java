package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision.Approval;
import java.util.OptionalInt;

/**
 * The times that an installation sets instead of the rules' own, in seconds after the request.
 *
 * @param remindSeconds not after {@code escalateSeconds}
 * @param escalateSeconds before {@code expireSeconds}
 */
public record ApprovalTimings(
    OptionalInt remindSeconds, OptionalInt escalateSeconds, OptionalInt expireSeconds) {

  /** The rules' own times. */
  public static ApprovalTimings ofTheRules() {
    return new ApprovalTimings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** The same approval with these times. */
  Approval applied(Approval approval) {
    return new Approval(
        approval.risk(),
        approval.quorum(),
        approval.roles(),
        approval.widened(),
        remindSeconds.orElse(approval.remindSeconds()),
        escalateSeconds.orElse(approval.escalateSeconds()),
        expireSeconds.orElse(approval.expireSeconds()),
        approval.safeguards(),
        approval.further());
  }

  /** Whether reminder, each step of the escalation and expiry come one after the other. */
  static boolean inOrder(Approval approval) {
    int last = 0;
    for (var step : approval.ladder()) {
      if (step.afterSeconds() <= last) {
        return false;
      }
      last = step.afterSeconds();
    }
    return approval.remindSeconds() > 0
        && approval.remindSeconds() <= approval.escalateSeconds()
        && last < approval.expireSeconds();
  }
}
