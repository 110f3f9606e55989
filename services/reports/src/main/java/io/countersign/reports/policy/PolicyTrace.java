package io.countersign.reports.policy;

import io.countersign.reports.record.LeafEvent;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The story of one change of the rules. */
final class PolicyTrace {
  final String subject;
  final String what;
  final TreeSet<String> agreed = new TreeSet<>();
  long requestedLeaf = -1;
  @Nullable Instant requestedAt;
  @Nullable String requester;
  @Nullable String digest;
  @Nullable Long asked;
  String status = "open";
  @Nullable Instant statusAt;
  long statusLeaf = -1;
  long lastLeaf;
  String manner = "";
  String replaced = "";
  String reason = "";

  PolicyTrace(String subject, String what) {
    this.subject = subject;
    this.what = what;
  }

  void requested(LeafEvent event, @Nullable String by) {
    requestedLeaf = event.leaf();
    requestedAt = event.at();
    requester = by;
  }

  void status(LeafEvent event, String now) {
    status = now;
    statusAt = event.at();
    statusLeaf = event.leaf();
  }

  /** Whether others have to have agreed to it. */
  boolean isAgreedTo() {
    return status.equals("took effect") || status.equals("promoted");
  }

  /** What is to be said against how it was agreed to; null for nothing, and where it isn't told. */
  @Nullable String objection() {
    if (!isAgreedTo() || manner.equals("BOOTSTRAP")) {
      return null;
    }
    if (manner.equals("ALONE")) {
      return "it took effect by one administrator alone";
    }
    long others = agreed.stream().filter(it -> !it.equals(requester)).count();
    if (requestedLeaf < 0 || asked == null || others >= asked) {
      return null;
    }
    return others + " others agreed to it, of " + asked;
  }
}
