package io.countersign.server.remediation.approval;

import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import java.util.TreeSet;

/** The words of what is asked of people. */
public final class AskedApproval {
  private AskedApproval() {}

  /** In one line; empty for an event that asks nothing. */
  public static String of(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.ApprovalRequested e ->
          asked(e.approval()) + ", until " + Phrases.time(e.expiresAt());
      case RemediationEvent.ApprovalExtended e -> "more is asked for: " + asked(e.approval());
      default -> "";
    };
  }

  private static String asked(Approval terms) {
    var words = new ArrayList<String>();
    words.add(Phrases.counted(terms.quorum(), "approval") + " by " + Phrases.roles(terms.roles()));
    if (!terms.groups().isEmpty()) {
      words.add("of members of " + String.join(" or ", new TreeSet<>(terms.groups())));
    }
    if (terms.distinctGroups() > 0) {
      words.add("of %s different groups".formatted(terms.distinctGroups()));
    }
    if (terms.dwellSeconds() > 0) {
      words.add("after at least %s s of reading".formatted(terms.dwellSeconds()));
    }
    if (terms.changeApprovals()) {
      words.add("also on a change request");
    }
    if (terms.reasonRequired()) {
      words.add("with a reason");
    }
    return String.join(", ", words);
  }
}
