package io.countersign.domain;

import java.util.Objects;

/**
 * The pseudonymous id of a principal. It carries no name: who a person is stands in the directory,
 * outside of the record, so that it can be erased.
 */
public record PrincipalId(String value) {
  /** The product itself: correlator, workflows, timers. */
  public static final PrincipalId SYSTEM = new PrincipalId("system");

  public PrincipalId {
    Objects.requireNonNull(value);
    if (!value.matches("[a-z][a-z0-9_-]{1,63}")) {
      throw new IllegalArgumentException("not a principal id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
