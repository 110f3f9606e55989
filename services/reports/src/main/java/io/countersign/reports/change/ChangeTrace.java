package io.countersign.reports.change;

import io.countersign.reports.json.JsonMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The story of one change, as far as the leaves that were read tell it. */
public final class ChangeTrace {
  /** What a window that nothing is known to close has left, in seconds. */
  private static final long ENDLESS = 365L * 86_400;

  final String id;
  final List<ApprovalAct> acts = new ArrayList<>(2);
  long requestedLeaf = -1;
  long firstLeaf;
  long lastLeaf;
  @Nullable Instant requestedAt;
  @Nullable String requester;
  @Nullable String requesterKind;
  @Nullable String incident;
  List<String> targets = List.of();
  List<String> executors = List.of();
  List<String> missing = List.of();
  @Nullable String action;
  @Nullable String runbook;
  @Nullable String runbookDigest;
  @Nullable String planDigest;
  int plannedSteps;
  boolean runsOn;
  @Nullable String decision;
  @Nullable String risk;
  @Nullable String bundle;
  List<String> rules = List.of();
  @Nullable Long quorum;
  @Nullable Instant askedAt;
  @Nullable Instant expiresAt;
  @Nullable Instant approvedAt;
  long approvedLeaf = -1;
  List<String> approvedBy = List.of();
  @Nullable Shortening shortening;
  @Nullable Instant startedAt;
  long startedLeaf = -1;
  @Nullable String startedDigest;
  List<String> standing = List.of();
  @Nullable String gateApprovals;
  @Nullable String gateWindow;
  @Nullable String windowState;
  @Nullable Instant windowClosesAt;
  @Nullable String breakGlass;
  @Nullable Instant firstEffectAt;
  @Nullable Instant lastEffectAt;
  int stepsStarted;
  boolean acted;
  @Nullable Instant verifiedAt;
  @Nullable Instant failedAt;
  @Nullable Instant rollbackAt;
  @Nullable Instant rolledBackAt;
  @Nullable String outcome;
  long endedLeaf = -1;
  @Nullable Instant endedAt;
  List<String> doubtful = List.of();
  @Nullable String settled;
  @Nullable ChangeStatus ending;
  String because = "";

  /** A quorum that a commander shortened, which owes a review. */
  static final class Shortening {
    final long leaf;
    final Instant at;
    final String by;
    final long quorum;
    @Nullable String reviewer;
    @Nullable Instant reviewedAt;
    boolean justified;

    Shortening(long leaf, Instant at, String by, long quorum) {
      this.leaf = leaf;
      this.at = at;
      this.by = by;
      this.quorum = quorum;
    }
  }

  ChangeTrace(String id, long firstLeaf) {
    this.id = id;
    this.firstLeaf = firstLeaf;
  }

  public String id() {
    return id;
  }

  public Collection<String> targets() {
    return targets;
  }

  public @Nullable String incident() {
    return incident;
  }

  /** The break-glass without which it wouldn't have been let through; null for none. */
  public @Nullable String breakGlass() {
    return breakGlass;
  }

  public @Nullable Instant startedAt() {
    return startedAt;
  }

  public long startedLeaf() {
    return startedLeaf;
  }

  public boolean isVerified() {
    return "VERIFIED".equals(outcome);
  }

  /** Whether policy let it run without asking anybody. */
  public boolean isUnattended() {
    return "allowed".equals(decision);
  }

  /** Whether it ended otherwise than by a verified effect. */
  public boolean hasFailed() {
    return outcome != null && !isVerified();
  }

  public boolean isOver() {
    return outcome != null;
  }

  /** Whether its request is among the leaves that were read. */
  boolean isWhole() {
    return requestedLeaf >= 0;
  }

  public ChangeStatus status() {
    if (acted) {
      return ChangeStatus.EXECUTED;
    }
    if (ending != null) {
      return ending;
    }
    boolean known = isWhole() || askedAt != null || approvedAt != null || !acts.isEmpty();
    return known ? ChangeStatus.OPEN : ChangeStatus.NOT_RECORDED;
  }

  /** As many approvals as were asked for in the end; null where that isn't recorded. */
  @Nullable Long asked() {
    return shortening == null ? quorum : Long.valueOf(shortening.quorum);
  }

  /** Those whose approval of the plan stands. */
  List<String> approvers() {
    var by = new TreeSet<String>();
    for (var act : acts) {
      if (act.kind() == ApprovalAct.Kind.GRANTED && (planDigest == null || act.isOf(planDigest))) {
        by.add(act.by());
      } else if (act.kind() == ApprovalAct.Kind.REVOKED) {
        by.remove(act.by());
      }
    }
    return List.copyOf(by);
  }

  /** The window, as policy was told of it at the gate. */
  void window(JsonMembers input) {
    var window = input.object("window");
    var state = window.text("state");
    if (state == null) {
      return;
    }
    if (windowState == null) {
      windowState = state;
    }
    var now = input.instant("now");
    long left = window.number("secondsLeft", ENDLESS);
    if (state.equals("open") && now != null) {
      windowClosesAt = left >= ENDLESS ? null : now.plusSeconds(left);
    }
  }

  /** By how many minutes, rounded up, its last effect came after its window's end; 0 for none. */
  long minutesOutside() {
    var closes = windowClosesAt;
    var last = lastEffectAt;
    if (closes == null || last == null || !last.isAfter(closes)) {
      return 0;
    }
    return Duration.between(closes, last).plusMinutes(1).minusNanos(1).toMinutes();
  }
}
