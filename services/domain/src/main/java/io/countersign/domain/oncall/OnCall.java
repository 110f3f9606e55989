package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;

/** The answer to who is on call at an instant: one person, or openly nobody. */
public sealed interface OnCall {
  /**
   * One person.
   *
   * @param by the layer that says so, or {@code override}
   */
  record Somebody(PrincipalId person, String by) implements OnCall {}

  /** A gap: no layer has anybody then. */
  record Nobody() implements OnCall {}
}
