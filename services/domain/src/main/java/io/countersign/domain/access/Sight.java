package io.countersign.domain.access;

import io.countersign.domain.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The things that somebody may see: what lies within one of these scopes. Which actions a role is
 * bounded to doesn't matter: nothing is done by looking.
 */
public record Sight(Set<Scope> scopes) {
  public static final Sight EVERYTHING = new Sight(Set.of(Scope.EVERYWHERE));

  public Sight {
    scopes = Set.copyOf(scopes);
  }

  /**
   * By the grants of these roles that are in effect.
   *
   * @param reading the roles that let somebody see
   */
  public static Sight of(Collection<Grant> grants, Set<Role> reading, Instant at) {
    return new Sight(
        grants.stream()
            .filter(it -> reading.contains(it.role()) && it.isInEffect(at))
            .map(it -> it.scope().ofAnyAction())
            .collect(Collectors.toSet()));
  }

  /** With what else somebody may see. */
  public Sight and(Collection<Scope> more) {
    return new Sight(
        Stream.concat(scopes.stream(), more.stream().map(Scope::ofAnyAction))
            .collect(Collectors.toSet()));
  }

  public boolean isEverything() {
    return scopes.contains(Scope.EVERYWHERE);
  }

  public boolean covers(Reach reach) {
    return scopes.stream().anyMatch(it -> it.covers(reach));
  }
}
