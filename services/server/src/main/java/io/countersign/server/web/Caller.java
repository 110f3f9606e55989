package io.countersign.server.web;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.Sight;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one who calls, as the facts say at this moment.
 *
 * @param roles held everywhere
 * @param bounded held within bounds, or everywhere
 * @param sight of what it may see
 * @param credential public id of the session or token that was shown
 * @param integration what the token speaks for; empty when for nothing in particular
 * @param until when the session ends; null for a token, which doesn't
 */
public record Caller(
    PrincipalId id,
    PrincipalKind kind,
    Set<Role> roles,
    Set<Role> bounded,
    Sight sight,
    String credential,
    String integration,
    @Nullable Instant until) {
  public Caller {
    roles = Set.copyOf(roles);
    bounded = Set.copyOf(bounded);
  }

  public Actor actor() {
    return new Actor(id, kind);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
