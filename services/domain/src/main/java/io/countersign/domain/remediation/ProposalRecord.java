package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proposal that every phase of a remediation keeps in hand: the plan, and what policy said of
 * it.
 *
 * @param diagnosis the number of the diagnosis that it rests on
 * @param proposer who can't decide on it
 * @param planDigest of {@code plan}, as recorded when it was proposed
 * @param policy null until it was evaluated, which happens once
 */
public record ProposalRecord(
    RemediationId remediation,
    int diagnosis,
    PrincipalId proposer,
    Plan plan,
    Digest planDigest,
    @Nullable PolicyDecision policy,
    RecentRefusals refusals) {
  ProposalRecord with(PolicyDecision evaluated) {
    return new ProposalRecord(
        remediation, diagnosis, proposer, plan, planDigest, evaluated, refusals);
  }

  ProposalRecord with(RemediationEvent.AttemptRefused refused) {
    return new ProposalRecord(
        remediation,
        diagnosis,
        proposer,
        plan,
        planDigest,
        policy,
        refusals.with(refused.by(), refused.code(), refused.at()));
  }

  /** What it holds while it's executed, in the plan's order. */
  List<EntityId> targets() {
    return plan.targets().stream().map(TargetState::target).toList();
  }
}
