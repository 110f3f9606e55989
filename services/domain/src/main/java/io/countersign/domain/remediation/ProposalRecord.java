package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proposal that every phase of a remediation keeps in hand: the plan, and what policy said of
 * it.
 *
 * @param diagnosis the number of the diagnosis that it rests on
 * @param proposer who can't decide on it
 * @param planDigest of {@code plan}, as recorded when it was proposed
 * @param heldUp by which refusals of the gate, that somebody was told of
 * @param windowWait the first time that a calendar held it up; null where none did
 * @param policy null until it was evaluated, which happens once
 */
public record ProposalRecord(
    RemediationId remediation,
    int diagnosis,
    PrincipalId proposer,
    Plan plan,
    Digest planDigest,
    @Nullable PolicyDecision policy,
    RecentRefusals refusals,
    Set<RefusalCode> heldUp,
    @Nullable WindowWait windowWait) {
  /** The gate's words where a calendar is in the way. */
  public static final Set<RefusalCode> WINDOW =
      Set.of(RefusalCode.WINDOW_CLOSED, RefusalCode.FROZEN, RefusalCode.WINDOW_TOO_SHORT);

  /**
   * It waits for its targets to open.
   *
   * @param opensAt when they do, as the calendars said when it began to wait (UTC); null for never
   * @param since when it began to (UTC); null where that isn't on record
   */
  public record WindowWait(@Nullable Instant opensAt, @Nullable Instant since) {}

  public ProposalRecord {
    heldUp = Set.copyOf(heldUp);
  }

  /** Whether policy named it so when it was proposed, or does by now. */
  public boolean isHighRisk(PolicyDecision now) {
    return now.isHighRisk() || (policy != null && policy.isHighRisk());
  }

  ProposalRecord with(PolicyDecision evaluated) {
    return new ProposalRecord(
        remediation,
        diagnosis,
        proposer,
        plan,
        planDigest,
        evaluated,
        refusals,
        heldUp,
        windowWait);
  }

  ProposalRecord with(RemediationEvent.HeldUp e) {
    var codes = new HashSet<>(heldUp);
    codes.add(e.code());
    return new ProposalRecord(
        remediation, diagnosis, proposer, plan, planDigest, policy, refusals, codes, waiting(e));
  }

  /** Not held up by this any more. */
  ProposalRecord without(RefusalCode code) {
    var codes = new HashSet<>(heldUp);
    codes.remove(code);
    return new ProposalRecord(
        remediation, diagnosis, proposer, plan, planDigest, policy, refusals, codes, windowWait);
  }

  private @Nullable WindowWait waiting(RemediationEvent.HeldUp e) {
    return windowWait == null && WINDOW.contains(e.code())
        ? new WindowWait(e.opensAt(), e.since())
        : windowWait;
  }

  ProposalRecord with(RemediationEvent.AttemptRefused refused) {
    return new ProposalRecord(
        remediation,
        diagnosis,
        proposer,
        plan,
        planDigest,
        policy,
        refusals.with(refused.by(), refused.code(), refused.at()),
        heldUp,
        windowWait);
  }

  /** What it holds while it's executed, in the plan's order. */
  public List<EntityId> targets() {
    return plan.targets().stream().map(TargetState::target).toList();
  }
}
