package io.countersign.domain.access.identity;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;

/** An event of one identity. */
public sealed interface IdentityEvent extends Event {
  IdentityId identity();

  /**
   * From here on what is told of this address is this person's doing.
   *
   * @param address beside the record: it can be erased
   * @param by the administrator who said so
   */
  record IdentityAdded(IdentityId identity, PrincipalId principal, BlobRef address, PrincipalId by)
      implements IdentityEvent {}

  record IdentityRemoved(IdentityId identity, PrincipalId principal, PrincipalId by)
      implements IdentityEvent {}

  record AttemptRefused(
      IdentityId identity, RefusalCode code, PrincipalId by, String command, Instant at)
      implements IdentityEvent, RefusalEvent {}
}
