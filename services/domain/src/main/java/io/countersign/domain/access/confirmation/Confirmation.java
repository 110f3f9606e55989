package io.countersign.domain.access.confirmation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of one confirmation: a change that waits for a second person, and what came of it. */
public sealed interface Confirmation {
  RecentRefusals refusals();

  /** Nobody proposed it. */
  record Unknown() implements Confirmation {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * What was proposed: by whom, what exactly, and until when it may be confirmed.
   *
   * @param adopter the person who stands for what a machine proposed; null until somebody does
   */
  record Proposal(
      ConfirmationSubject subject,
      Digest digest,
      PrincipalId proposer,
      @Nullable PrincipalId adopter,
      Instant expiresAt) {
    Proposal adoptedBy(PrincipalId person) {
      return new Proposal(subject, digest, proposer, person, expiresAt);
    }
  }

  record Proposed(Proposal proposal, RecentRefusals refusals) implements Confirmation {}

  /** To be carried out by who confirmed it, before it expires. */
  record Confirmed(Proposal proposal, PrincipalId confirmer, RecentRefusals refusals)
      implements Confirmation {}

  record Completed(PrincipalId confirmer, RecentRefusals refusals) implements Confirmation {}

  record Withdrawn(RecentRefusals refusals) implements Confirmation {}

  /** It was confirmed, and couldn't be carried out. */
  record Failed(RecentRefusals refusals) implements Confirmation {}

  static Confirmation initial() {
    return new Unknown();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Confirmation evolve(Confirmation state, ConfirmationEvent event) {
    return switch (event) {
      case ConfirmationEvent.ChangeProposed e ->
          new Proposed(
              new Proposal(e.subject(), e.digest(), e.proposer(), null, e.expiresAt()),
              RecentRefusals.NONE);
      case ConfirmationEvent.ChangeAdopted e ->
          state instanceof Proposed it
              ? new Proposed(it.proposal().adoptedBy(e.adopter()), it.refusals())
              : state;
      case ConfirmationEvent.ChangeConfirmed e ->
          state instanceof Proposed it
              ? new Confirmed(it.proposal(), e.confirmer(), it.refusals())
              : state;
      case ConfirmationEvent.ChangeWithdrawn _ -> new Withdrawn(state.refusals());
      case ConfirmationEvent.ChangeCompleted _ ->
          state instanceof Confirmed it ? new Completed(it.confirmer(), it.refusals()) : state;
      case ConfirmationEvent.ChangeFailed _ -> new Failed(state.refusals());
      case ConfirmationEvent.AttemptRefused e ->
          refused(state, it -> it.with(e.by(), e.code(), e.at()));
    };
  }

  private static Confirmation refused(
      Confirmation state, Function<RecentRefusals, RecentRefusals> more) {
    var refusals = more.apply(state.refusals());
    return switch (state) {
      case Unknown it -> it;
      case Proposed it -> new Proposed(it.proposal(), refusals);
      case Confirmed it -> new Confirmed(it.proposal(), it.confirmer(), refusals);
      case Completed it -> new Completed(it.confirmer(), refusals);
      case Withdrawn _ -> new Withdrawn(refusals);
      case Failed _ -> new Failed(refusals);
    };
  }
}
