package io.countersign.domain.access.delegation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.Scope;
import java.time.Instant;

/**
 * The right to decide for somebody else: theirs, never one that they were given by a delegation.
 *
 * @param from who is decided for
 * @param to who decides
 * @param scope over what
 * @param until from then on it's over (UTC)
 * @param absent whether who gave it is out of office until then: their own approvals don't count
 */
public record Delegation(
    DelegationId id, PrincipalId from, PrincipalId to, Scope scope, Instant until, boolean absent) {
  public boolean isInEffect(Instant at) {
    return at.isBefore(until);
  }
}
