package io.countersign.domain.access.decision;

import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.testing.DeciderSpec;

/** The decider about principals as a specification. */
final class AccessSpec {
  static final DeciderSpec<Access, AccessEvent, AccessCommand> ACCESS =
      DeciderSpec.of(Access.initial(), Access::evolve, AccessDecider::decide);

  private AccessSpec() {}
}
