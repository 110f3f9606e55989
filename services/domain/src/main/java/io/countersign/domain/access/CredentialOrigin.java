package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * The origin of the password in force: who chose it, and who else could have.
 *
 * @param by the one other person who chose it, or who alone handed out the one-time secret by which
 *     it was chosen; null where two persons did, or the product
 */
public record CredentialOrigin(State state, @Nullable PrincipalId by) {
  /** By two persons, or by the product; so were those from before it was looked at. */
  public static final CredentialOrigin ASSURED = new CredentialOrigin(State.OWN, null);

  /** Who chose it. */
  public enum State {
    /** Nobody yet: a one-time secret is out. */
    PENDING,
    /** Another person, who knows it. */
    GIVEN,
    /** Whoever held the one-time secret, or knew the earlier one of their own. */
    OWN
  }

  public boolean own() {
    return state == State.OWN;
  }

  /** No single other person could have chosen it. */
  public boolean assured() {
    return own() && by == null;
  }
}
