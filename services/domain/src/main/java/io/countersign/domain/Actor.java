package io.countersign.domain;

/** The one who asks: a principal and its kind, as authenticated at the surface. */
public record Actor(PrincipalId id, PrincipalKind kind) {
  public static final Actor SYSTEM = new Actor(PrincipalId.SYSTEM, PrincipalKind.SERVICE);

  public boolean isPerson() {
    return kind == PrincipalKind.PERSON;
  }
}
