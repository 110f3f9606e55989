package io.countersign.domain.access.delegation;

import io.countersign.domain.RecentRefusals;
import io.countersign.domain.access.delegation.DelegationEvent.AttemptRefused;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationEnded;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationGiven;

/** The state of one delegation. */
public sealed interface DelegationState {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  record Unknown(RecentRefusals refusals) implements DelegationState {}

  record Given(Delegation delegation, RecentRefusals refusals) implements DelegationState {}

  record Ended(RecentRefusals refusals) implements DelegationState {}

  static DelegationState initial() {
    return new Unknown(RecentRefusals.NONE);
  }

  /** The state after an event. */
  static DelegationState evolve(DelegationState state, DelegationEvent event) {
    return switch (event) {
      case DelegationGiven e ->
          new Given(
              new Delegation(e.delegation(), e.from(), e.to(), e.scope(), e.until(), e.absent()),
              state.refusals());
      case DelegationEnded _ -> new Ended(state.refusals());
      case AttemptRefused e -> refused(state, e);
    };
  }

  private static DelegationState refused(DelegationState state, AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown _ -> new Unknown(refusals);
      case Given it -> new Given(it.delegation(), refusals);
      case Ended _ -> new Ended(refusals);
    };
  }
}
