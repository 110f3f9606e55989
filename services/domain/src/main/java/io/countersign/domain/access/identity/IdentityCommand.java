package io.countersign.domain.access.identity;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;

/** A command about one identity. */
public sealed interface IdentityCommand extends Command {
  IdentityId identity();

  @Override
  default String target() {
    return identity().value();
  }

  /**
   * @param principal whose it is
   * @param kept the same address beside the record, by the digest that the event carries
   */
  record AddIdentity(
      IdentityId identity, PrincipalId principal, IdentityAddress address, BlobRef kept)
      implements IdentityCommand {}

  record RemoveIdentity(IdentityId identity) implements IdentityCommand {}
}
