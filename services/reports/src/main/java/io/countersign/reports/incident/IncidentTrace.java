package io.countersign.reports.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The story of one incident. */
final class IncidentTrace {
  final String id;
  long openedLeaf = -1;
  long firstLeaf;
  long lastLeaf;
  @Nullable Instant openedAt;
  @Nullable String entity;
  @Nullable String alertName;
  @Nullable String severity;
  @Nullable Instant beganAt;
  int alerts;
  @Nullable Instant acknowledgedAt;
  long acknowledgedLeaf = -1;
  @Nullable String acknowledgedBy;
  int diagnoses;
  int escalations;
  int reopenings;
  @Nullable Instant closedAt;
  long closedLeaf = -1;
  @Nullable String closing;
  String closedBy = "";
  @Nullable Instant reviewedAt;
  boolean again;

  IncidentTrace(String id, long firstLeaf) {
    this.id = id;
    this.firstLeaf = firstLeaf;
  }

  /** From the alert to the incident; null where that isn't recorded. */
  @Nullable Long secondsToDetect() {
    return seconds(beganAt, openedAt);
  }

  @Nullable Long secondsToAcknowledge() {
    return seconds(openedAt, acknowledgedAt);
  }

  @Nullable Long secondsToClose() {
    return "merged".equals(closing) ? null : seconds(openedAt, closedAt);
  }

  private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Math.max(0, Duration.between(from, to).toSeconds());
  }

  void close(Instant at, long leaf, String how, String by) {
    closedAt = at;
    closedLeaf = leaf;
    closing = how;
    closedBy = by;
  }

  void reopen() {
    reopenings++;
    closedAt = null;
    closedLeaf = -1;
    closing = null;
    closedBy = "";
  }
}
