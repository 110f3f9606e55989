package io.countersign.domain.access.confirmation;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationId;

/** A command about one confirmation. */
public sealed interface ConfirmationCommand extends Command {
  ConfirmationId confirmation();

  @Override
  default String target() {
    return confirmation().value();
  }

  /** Somebody wants a change that takes a second person. */
  record ProposeChange(ConfirmationId confirmation, ConfirmationSubject subject)
      implements ConfirmationCommand {}

  /**
   * The second person agrees; or the first, who adopts what a machine proposed.
   *
   * @param digest of the change that they were shown
   */
  record ConfirmChange(ConfirmationId confirmation, Digest digest) implements ConfirmationCommand {}

  /** It isn't wanted any more: by who proposed it, or by who could confirm it. */
  record WithdrawChange(ConfirmationId confirmation) implements ConfirmationCommand {}

  /** It is about to be carried out, in this commit: whether it still may be, by whom, as of now. */
  record BeginChange(ConfirmationId confirmation) implements ConfirmationCommand {}

  /**
   * It can't be carried out.
   *
   * @param code of what was refused
   */
  record FailChange(ConfirmationId confirmation, RefusalCode code) implements ConfirmationCommand {}

  /** It was carried out: the last step of the commit that does it. */
  record CompleteChange(ConfirmationId confirmation) implements ConfirmationCommand {}
}
