package io.countersign.domain.access.confirmation;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.access.ConfirmationId;
import java.time.Instant;

/** An event of one confirmation. */
public sealed interface ConfirmationEvent extends Event {
  ConfirmationId confirmation();

  record ChangeProposed(
      ConfirmationId confirmation,
      ConfirmationSubject subject,
      Digest digest,
      PrincipalId proposer,
      Instant expiresAt)
      implements ConfirmationEvent {}

  /** A person stands for what a machine proposed, as if they had proposed it. */
  record ChangeAdopted(ConfirmationId confirmation, Digest digest, PrincipalId adopter)
      implements ConfirmationEvent {}

  record ChangeConfirmed(ConfirmationId confirmation, Digest digest, PrincipalId confirmer)
      implements ConfirmationEvent {}

  record ChangeWithdrawn(ConfirmationId confirmation, PrincipalId by)
      implements ConfirmationEvent {}

  record ChangeCompleted(ConfirmationId confirmation) implements ConfirmationEvent {}

  /**
   * What was confirmed couldn't be carried out, and won't be.
   *
   * @param reason of what was refused
   */
  record ChangeFailed(ConfirmationId confirmation, RefusalCode reason)
      implements ConfirmationEvent {}

  record AttemptRefused(
      ConfirmationId confirmation, RefusalCode code, PrincipalId by, String command, Instant at)
      implements ConfirmationEvent, RefusalEvent {}
}
