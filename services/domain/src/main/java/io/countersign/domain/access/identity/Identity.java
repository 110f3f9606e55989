package io.countersign.domain.access.identity;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.access.identity.IdentityEvent.AttemptRefused;
import io.countersign.domain.access.identity.IdentityEvent.IdentityAdded;
import io.countersign.domain.access.identity.IdentityEvent.IdentityRemoved;

/** The state of one identity. */
public sealed interface Identity {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  /** Nobody's yet. */
  record Unknown(RecentRefusals refusals) implements Identity {}

  record Held(PrincipalId principal, RecentRefusals refusals) implements Identity {}

  /** Nobody's any more; the address may be added again, as another identity. */
  record Removed(RecentRefusals refusals) implements Identity {}

  static Identity initial() {
    return new Unknown(RecentRefusals.NONE);
  }

  /** The state after an event. */
  static Identity evolve(Identity state, IdentityEvent event) {
    return switch (event) {
      case IdentityAdded e -> new Held(e.principal(), state.refusals());
      case IdentityRemoved _ -> new Removed(state.refusals());
      case AttemptRefused e -> refused(state, e);
    };
  }

  private static Identity refused(Identity state, AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown _ -> new Unknown(refusals);
      case Held it -> new Held(it.principal(), refusals);
      case Removed _ -> new Removed(refusals);
    };
  }
}
