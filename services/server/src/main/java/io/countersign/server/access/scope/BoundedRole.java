package io.countersign.server.access.scope;

import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Grant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody holds within bounds or for a time, themselves or through a group.
 *
 * @param where the bounds in words
 * @param from when it begins; absent for from the start
 * @param until when it ends; absent for when it's revoked
 */
public record BoundedRole(
    Role role,
    String where,
    @Nullable String team,
    @Nullable String environment,
    @Nullable String service,
    @Nullable String action,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** In effect at this moment or yet to begin; what is held everywhere isn't among them. */
  public static List<BoundedRole> of(AccessFacts.Principal principal, Instant at) {
    return principal.grants().stream()
        .filter(it -> !it.isUnbounded() && !it.isOver(at))
        .sorted(Comparator.comparing(Grant::role).thenComparing(it -> it.id().value()))
        .map(BoundedRole::of)
        .distinct()
        .toList();
  }

  private static BoundedRole of(Grant grant) {
    var scope = grant.scope();
    return new BoundedRole(
        grant.role(),
        scope.inWords(),
        scope.team(),
        scope.environment(),
        scope.service(),
        scope.actionClass(),
        grant.from(),
        grant.until());
  }
}
