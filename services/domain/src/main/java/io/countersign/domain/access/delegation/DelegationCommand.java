package io.countersign.domain.access.delegation;

import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.Scope;
import java.time.Instant;

/** A command about one delegation. */
public sealed interface DelegationCommand extends Command {
  DelegationId delegation();

  @Override
  default String target() {
    return delegation().value();
  }

  /**
   * Whoever asks lets somebody else decide for them.
   *
   * @param absent whether they're out of office until then
   */
  record Delegate(
      DelegationId delegation, PrincipalId to, Scope scope, Instant until, boolean absent)
      implements DelegationCommand {}

  /** By either of them. */
  record EndDelegation(DelegationId delegation) implements DelegationCommand {}
}
