package io.countersign.server.remediation.policy;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.policy.bundle.ReplayDetails;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.remediation.replay.DecisionReplay;
import io.countersign.ledger.remediation.replay.DecisionReplay.Flipped;
import io.countersign.ledger.remediation.replay.RecordedDecision.Stage;
import io.countersign.ledger.remediation.replay.RecordedDecisions;
import io.countersign.policies.approval.PolicyEngine;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.policy.PolicyReplay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tally of one replay on its way: counts, and the list of what comes out otherwise. */
final class ReplayTally {
  private final CompiledBundle bundle;
  private final RecordedDecisions decisions;
  private final PolicyReplay.Bounds bounds;
  private final List<PolicyReplay.Flip> flips = new ArrayList<>();
  private final Set<String> incidents = new HashSet<>();
  private final Set<RemediationId> approvals = new HashSet<>();
  private final Set<RemediationId> refusedExecutions = new HashSet<>();
  private int replayable;
  private int notReplayable;
  private int otherRules;
  private int flipped;
  private int newlyAllowed;
  private int engineDrift;

  ReplayTally(CompiledBundle bundle, RecordedDecisions decisions, PolicyReplay.Bounds bounds) {
    this.bundle = bundle;
    this.decisions = decisions;
    this.bounds = bounds;
  }

  /** Whether it's within its bounds, but for time. */
  boolean takesMore() {
    int noted = incidents.size() + approvals.size() + refusedExecutions.size();
    return noted < bounds.mostNoted() && !(bounds.listsAll() && isFull());
  }

  private boolean isFull() {
    return flips.size() >= PolicyReplay.MOST_LISTED;
  }

  void take(DecisionReplay.Part part) {
    replayable += part.replayable();
    notReplayable += part.notReplayable();
    otherRules += part.otherRules();
    if (part.flips().isEmpty()) {
      return;
    }
    var ids = part.flips().stream().map(it -> it.recorded().remediation()).toList();
    var known = decisions.incidents(ids);
    var executed = decisions.executed(ids);
    part.flips().forEach(it -> count(it, known, executed));
  }

  private void count(Flipped it, Map<RemediationId, String> known, Set<RemediationId> executed) {
    var remediation = it.recorded().remediation();
    var incident = known.getOrDefault(remediation, "");
    boolean refused = executed.contains(remediation) && isRefused(it);
    boolean drift = isDrift(it.was());
    flipped++;
    newlyAllowed += it.flip().newlyAllowed() ? 1 : 0;
    engineDrift += drift ? 1 : 0;
    if (!incident.isEmpty()) {
      incidents.add(incident);
    }
    if (asksPeople(it)) {
      approvals.add(remediation);
    }
    if (refused) {
      refusedExecutions.add(remediation);
    }
    if (bounds.listsAll() || !isFull()) {
      flips.add(flip(it, incident, refused, drift));
    }
  }

  private static boolean asksPeople(Flipped it) {
    return it.was().decision() instanceof PolicyDecision.NeedsApproval
        || it.is() instanceof PolicyDecision.NeedsApproval;
  }

  private static PolicyReplay.Flip flip(
      Flipped it, String incident, boolean refused, boolean drift) {
    return new PolicyReplay.Flip(
        it.recorded().position(),
        it.recorded().stage().name().toLowerCase(Locale.ROOT),
        it.recorded().remediation().value(),
        incident,
        it.flip().recorded(),
        it.flip().replayed(),
        it.flip().risk(),
        it.flip().newlyAllowed(),
        asksPeople(it),
        refused,
        drift);
  }

  /** Forbidden, or more people are asked for than had approved when its step began. */
  private static boolean isRefused(Flipped it) {
    var approvers = it.recorded().approvers();
    return switch (it.is()) {
      case PolicyDecision.Forbidden _ -> !(it.was().decision() instanceof PolicyDecision.Forbidden);
      case PolicyDecision.NeedsApproval needed ->
          it.recorded().stage() == Stage.STEP
              && approvers != null
              && approvers < needed.approval().quorum();
      case PolicyDecision.Allowed _ -> false;
    };
  }

  private boolean isDrift(PolicyJudgement was) {
    return was.decision().bundle().equals(bundle.digest())
        && !was.grounds().engine().equals(PolicyEngine.VERSION);
  }

  /**
   * @param reached the position up to which all was taken
   * @param end of the record
   */
  PolicyReplay.Replayed replayed(long reached, long end) {
    return new PolicyReplay.Replayed(
        new ReplaySummary(
            reached,
            replayable,
            notReplayable,
            flipped,
            newlyAllowed,
            refusedExecutions.size(),
            null,
            new ReplayDetails(otherRules, incidents.size(), approvals.size(), engineDrift, end)),
        flips);
  }
}
