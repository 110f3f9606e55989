package io.countersign.domain.access.delegation;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.access.Scope;
import java.time.Instant;

/** An event of one delegation. */
public sealed interface DelegationEvent extends Event {
  DelegationId delegation();

  /**
   * @param absent whether who gave it is out of office until then
   */
  record DelegationGiven(
      DelegationId delegation,
      PrincipalId from,
      PrincipalId to,
      Scope scope,
      Instant until,
      boolean absent)
      implements DelegationEvent {}

  record DelegationEnded(DelegationId delegation, PrincipalId by) implements DelegationEvent {}

  record AttemptRefused(
      DelegationId delegation, RefusalCode code, PrincipalId by, String command, Instant at)
      implements DelegationEvent, RefusalEvent {}
}
