package io.countersign.domain.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a role: it counts within all of the named parts at once. A part that isn't named
 * bounds nothing; with none at all it counts everywhere.
 */
public record Scope(
    @Nullable String team,
    @Nullable String environment,
    @Nullable String service,
    @Nullable String actionClass) {
  /** Environments that policy doesn't take for production; it does all others. */
  private static final Set<String> NOT_PRODUCTION = Set.of("development", "staging", "test");

  public static final Scope EVERYWHERE = new Scope(null, null, null, null);

  public Scope {
    if (isBlank(team) || isBlank(environment) || isBlank(service) || isBlank(actionClass)) {
      throw new IllegalArgumentException("a part of a scope is left out, never empty");
    }
  }

  private static boolean isBlank(@Nullable String part) {
    return part != null && part.isBlank();
  }

  public boolean covers(Reach reach) {
    return covers(team, reach.team())
        && covers(environment, reach.environment())
        && covers(service, reach.service())
        && covers(actionClass, reach.actionClass());
  }

  private static boolean covers(@Nullable String bound, String touched) {
    return bound == null || bound.equals(touched);
  }

  /** Whether there is anything that both cover. */
  public boolean meets(Scope other) {
    return meet(team, other.team)
        && meet(environment, other.environment)
        && meet(service, other.service)
        && meet(actionClass, other.actionClass);
  }

  private static boolean meet(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }

  /** Without the bound of what is done there. */
  public Scope ofAnyAction() {
    return new Scope(team, environment, service, null);
  }

  /** Whether it bounds neither the team nor the service, in production or what counts as it. */
  public boolean isProductionWide() {
    return team == null
        && service == null
        && (environment == null || !NOT_PRODUCTION.contains(environment));
  }

  public boolean isEverywhere() {
    return equals(EVERYWHERE);
  }
}
