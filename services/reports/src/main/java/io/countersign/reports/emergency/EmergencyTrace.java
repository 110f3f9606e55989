package io.countersign.reports.emergency;

import io.countersign.reports.record.LeafEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One opening of break-glass, or one shortened quorum, and its review. */
final class EmergencyTrace {
  final String id;
  final String kind;
  final long firstLeaf;
  final TreeSet<String> persons = new TreeSet<>();
  final List<String> reviewers = new ArrayList<>();
  final List<String> changes = new ArrayList<>();
  long openedLeaf = -1;
  long lastLeaf;
  @Nullable Instant openedAt;
  @Nullable String openedBy;
  @Nullable String incident;
  String reason = "";
  List<String> actions = List.of();
  @Nullable Instant inEffectAt;
  @Nullable Instant until;
  @Nullable Instant closedAt;
  @Nullable Instant reviewBy;
  @Nullable Instant reviewedAt;
  long reviewedLeaf = -1;
  @Nullable Boolean justified;

  EmergencyTrace(String id, String kind, long firstLeaf) {
    this.id = id;
    this.kind = kind;
    this.firstLeaf = firstLeaf;
  }

  /** A review; the last one that was needed makes it complete. */
  void reviewed(LeafEvent event, boolean complete) {
    reviewers.add(event.payload().text("by", "not recorded"));
    boolean fine = event.payload().is("justified");
    justified = justified == null ? fine : justified && fine;
    if (complete && reviewedAt == null) {
      reviewedAt = event.at();
      reviewedLeaf = event.leaf();
    }
  }

  /** By how many minutes, rounded up, its review came too late; 0 where it didn't. */
  long minutesLate(Instant end) {
    var due = reviewBy;
    var done = reviewedAt == null ? end : reviewedAt;
    if (due == null || !done.isAfter(due)) {
      return 0;
    }
    return Duration.between(due, done).plusMinutes(1).minusNanos(1).toMinutes();
  }
}
