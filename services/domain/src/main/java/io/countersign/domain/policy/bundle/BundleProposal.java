package io.countersign.domain.policy.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state of one proposal of a bundle: what waits for whom, and what came of it. */
public sealed interface BundleProposal {
  RecentRefusals refusals();

  /** Nobody proposed it. */
  record Unknown() implements BundleProposal {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * What was proposed.
   *
   * @param base the digest of what it's meant to replace; null for the first
   * @param approvals how many other policy authors have to agree
   */
  record Proposal(
      Digest digest,
      @Nullable Digest base,
      PrincipalId proposer,
      int approvals,
      Instant expiresAt) {}

  /**
   * It waits for policy authors.
   *
   * @param approvers who agreed so far, in their order
   */
  record Proposed(Proposal proposal, List<PrincipalId> approvers, RecentRefusals refusals)
      implements BundleProposal {
    public Proposed {
      approvers = List.copyOf(approvers);
    }

    private Proposed approvedBy(PrincipalId approver) {
      return new Proposed(
          proposal, Stream.concat(approvers.stream(), Stream.of(approver)).toList(), refusals);
    }
  }

  /** It is in force, or was until another one was. */
  record Effective(List<PrincipalId> approvers, RecentRefusals refusals) implements BundleProposal {
    public Effective {
      approvers = List.copyOf(approvers);
    }
  }

  record Denied(PrincipalId denier, RecentRefusals refusals) implements BundleProposal {}

  record Withdrawn(RecentRefusals refusals) implements BundleProposal {}

  static BundleProposal initial() {
    return new Unknown();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static BundleProposal evolve(BundleProposal state, PolicyBundleEvent event) {
    return switch (event) {
      case PolicyBundleEvent.BundleProposed e ->
          new Proposed(
              new Proposal(
                  e.summary().digest(), e.base(), e.proposer(), e.approvals(), e.expiresAt()),
              List.of(),
              RecentRefusals.NONE);
      case PolicyBundleEvent.RunbooksBrought _ -> state;
      case PolicyBundleEvent.BundleApproved e ->
          state instanceof Proposed it ? it.approvedBy(e.approver()) : state;
      case PolicyBundleEvent.BundleTookEffect _ ->
          state instanceof Proposed it ? new Effective(it.approvers(), it.refusals()) : state;
      case PolicyBundleEvent.BundleDenied e -> new Denied(e.denier(), state.refusals());
      case PolicyBundleEvent.BundleWithdrawn _ -> new Withdrawn(state.refusals());
      case PolicyBundleEvent.AttemptRefused e ->
          refused(state, state.refusals().with(e.by(), e.code(), e.at()));
    };
  }

  private static BundleProposal refused(BundleProposal state, RecentRefusals refusals) {
    return switch (state) {
      case Unknown it -> it;
      case Proposed it -> new Proposed(it.proposal(), it.approvers(), refusals);
      case Effective it -> new Effective(it.approvers(), refusals);
      case Denied it -> new Denied(it.denier(), refusals);
      case Withdrawn _ -> new Withdrawn(refusals);
    };
  }
}
