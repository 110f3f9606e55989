package io.countersign.reports.change;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The verdicts that the checks come to for one change, each in words for its row. */
final class ChangeVerdicts {
  private static final String HELD = "HELD";

  /** A check that didn't hold, and why. */
  record Failed(ControlCheck check, long leaf, String cause) {}

  private final ChangeTrace change;
  private final List<Failed> failed = new ArrayList<>();
  private final String independence;
  private final String window;
  private final String verification;

  /**
   * @param end of the period
   */
  ChangeVerdicts(ChangeTrace change, Instant end) {
    this.change = change;
    approval();
    independence = judgeIndependence();
    binding();
    window = judgeWindow();
    verification = judgeVerification();
    plan();
    overdue(end);
  }

  String independence() {
    return independence;
  }

  String window() {
    return window;
  }

  String verification() {
    return verification;
  }

  List<Failed> failed() {
    return failed;
  }

  boolean isExecuted() {
    return change.status() == ChangeStatus.EXECUTED;
  }

  private long leaf() {
    return change.startedLeaf >= 0 ? change.startedLeaf : change.firstLeaf;
  }

  private void fail(ControlCheck check, String cause) {
    failed.add(new Failed(check, leaf(), cause));
  }

  /** Whether it was approved before its execution, by as many as were asked for. */
  private void approval() {
    if (!isExecuted() || (!change.isWhole() && change.startedLeaf < 0)) {
      return;
    }
    boolean before = change.approvedLeaf >= 0 && change.approvedLeaf < change.startedLeaf;
    boolean gate = !change.isWhole() && HELD.equals(change.gateApprovals);
    if (!before && !gate && change.isWhole()) {
      fail(ControlCheck.CHANGE_APPROVED, "executed without an approval on record before it");
    }
    quorum();
  }

  private void quorum() {
    var asked = change.asked();
    if (asked == null || change.isUnattended() || change.standing.size() >= asked) {
      return;
    }
    if (change.isWhole()) {
      fail(
          ControlCheck.CHANGE_QUORUM,
          change.standing.size() + " approvals stood when it began, of " + asked);
    }
  }

  /** In words whether those who approved are others than those who requested. */
  private String judgeIndependence() {
    var granted = change.acts.stream().filter(it -> it.kind() == ApprovalAct.Kind.GRANTED).toList();
    if (granted.isEmpty()) {
      return change.isWhole() || change.status() == ChangeStatus.OPEN
          ? ""
          : ReportTable.NOT_RECORDED;
    }
    if (change.requester == null) {
      return ReportTable.NOT_RECORDED;
    }
    var reasons = new TreeSet<String>();
    granted.forEach(act -> reason(act, reasons));
    if (reasons.isEmpty()) {
      return "independent";
    }
    var words = String.join("; ", reasons);
    if (isExecuted()) {
      fail(ControlCheck.CHANGE_INDEPENDENT, words);
    }
    return "not independent: " + words;
  }

  private void reason(ApprovalAct act, TreeSet<String> reasons) {
    if (act.concerns(change.requester)) {
      reasons.add(act.by() + " approved what " + change.requester + " requested");
    }
    for (var author : act.authors()) {
      if (act.concerns(author)) {
        reasons.add(act.by() + " approved by what " + author + " wrote");
      }
    }
  }

  private void binding() {
    if (!isExecuted() || change.planDigest == null || change.startedDigest == null) {
      return;
    }
    if (!change.planDigest.equals(change.startedDigest)) {
      fail(ControlCheck.CHANGE_BOUND, "the plan that was executed isn't the one requested");
    }
    if (change.acts.stream().anyMatch(it -> isOther(it.planDigest()))) {
      fail(ControlCheck.CHANGE_BOUND, "a decision on it names another plan");
    }
  }

  private boolean isOther(@Nullable String digest) {
    return digest != null && !digest.equals(change.planDigest);
  }

  /** In words whether it was done within its window, as that was known when it began. */
  private String judgeWindow() {
    if (!isExecuted()) {
      return "";
    }
    if (change.windowState == null) {
      return HELD.equals(change.gateWindow)
          ? "held at the gate; its end isn't recorded"
          : ReportTable.NOT_RECORDED;
    }
    if (!change.windowState.equals("open")) {
      return outside();
    }
    long minutes = change.minutesOutside();
    if (minutes == 0) {
      return change.windowClosesAt == null ? "no end known" : "within";
    }
    var cause =
        minutes
            + (minutes == 1 ? " minute" : " minutes")
            + " after its window closed at "
            + change.windowClosesAt
            + (change.runsOn ? ", as its plan says it may" : "");
    fail(ControlCheck.CHANGE_WINDOW, "its last effect came " + cause);
    return "outside: " + cause;
  }

  private String outside() {
    var words = "began while it was " + change.windowState;
    if (change.breakGlass != null) {
      return words + ", by break-glass";
    }
    fail(ControlCheck.CHANGE_WINDOW, words);
    return "outside: " + words;
  }

  /** In words what measuring its effect came to. */
  private String judgeVerification() {
    if (!isExecuted()) {
      return "";
    }
    if (change.outcome == null) {
      return change.verifiedAt != null ? "passed" : "under way";
    }
    var words = ended();
    if (!change.doubtful.isEmpty() && change.settled == null) {
      fail(
          ControlCheck.CHANGE_VERIFIED,
          "whether it took effect on " + String.join("; ", change.doubtful) + " is in doubt");
    }
    return words;
  }

  private String ended() {
    if (change.verifiedAt != null) {
      return change.failedAt == null ? "passed" : "failed, then passed";
    }
    if (change.rolledBackAt != null || "ROLLED_BACK".equals(change.outcome)) {
      return "failed; rolled back";
    }
    if (change.isVerified() && !change.isWhole()) {
      return ReportTable.NOT_RECORDED;
    }
    fail(ControlCheck.CHANGE_VERIFIED, "it ended as " + change.outcome + " without a verification");
    return change.failedAt == null ? "none" : "failed";
  }

  private void plan() {
    if (change.isWhole() && !change.missing.isEmpty()) {
      failed.add(
          new Failed(
              ControlCheck.CHANGE_PLAN,
              change.requestedLeaf,
              "its plan lacks " + String.join(", ", change.missing)));
    }
  }

  private void overdue(Instant end) {
    var expires = change.expiresAt;
    boolean waits = change.status() == ChangeStatus.OPEN && change.approvedAt == null;
    if (waits && expires != null && expires.isBefore(end)) {
      failed.add(
          new Failed(
              ControlCheck.CHANGE_OVERDUE,
              change.lastLeaf,
              "it was to be decided until " + expires + ", and isn't at the end of the period"));
    }
  }
}
