package io.countersign.server.ticketing.change;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.server.summary.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * The course of a change request by that of its plan: it's begun once the plan's execution was, and
 * a plan that ended without being executed ends it as cancelled. What becomes of the incident moves
 * it nowhere.
 */
public final class ChangeCourse {
  /** The word of a plan whose approval is asked for, or given: it isn't executed yet. */
  public static final String REQUESTED = "requested";

  private ChangeCourse() {}

  /** The state's word, which a rule's {@code transform} may translate. */
  public static String state(Remediation.Known plan) {
    return switch (plan) {
      case Remediation.Proposed _ -> "open";
      case Remediation.AwaitingApproval _, Remediation.Approved _ -> REQUESTED;
      case Remediation.Running _, Remediation.Verifying _ -> "executing";
      case Remediation.Closed it -> end(it);
    };
  }

  private static String end(Remediation.Closed plan) {
    if (plan.ending() == Ending.VERIFIED) {
      return "resolved";
    }
    return isBegun(plan) ? "failed" : "cancelled";
  }

  private static boolean isBegun(Remediation.Closed plan) {
    return plan.effects() != null;
  }

  /** What became of it, in words; empty while it goes on. */
  public static String result(Remediation.Known plan) {
    if (!(plan instanceof Remediation.Closed it)) {
      return "";
    }
    var ended =
        switch (it.ending()) {
          case VERIFIED -> "Executed and verified";
          case ROLLED_BACK -> "Rolled back";
          case ABANDONED -> "Abandoned";
          case DENIED -> "Denied";
          case EXPIRED -> "Expired before it was approved";
          case WITHDRAWN -> "Withdrawn" + why(it.withdrawn());
        };
    return ended + (isBegun(it) ? "." : ": it wasn't executed.");
  }

  private static String why(Withdrawn.@Nullable Reason reason) {
    return reason == null ? "" : " (" + Phrases.plain(reason) + ")";
  }
}
