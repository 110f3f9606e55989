package io.countersign.domain.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What both cover; empty where that is nothing. */
  public Optional<Scope> within(Scope other) {
    return meets(other)
        ? Optional.of(
            new Scope(
                team == null ? other.team : team,
                environment == null ? other.environment : environment,
                service == null ? other.service : service,
                actionClass == null ? other.actionClass : actionClass))
        : Optional.empty();
  }

  /** Without the bound of what is done there. */
  public Scope ofAnyAction() {
    return new Scope(team, environment, service, null);
  }

  /** Whether it bounds neither the team nor the service, in production or what counts as it. */
  public boolean isProductionWide() {
    return team == null && service == null && (environment == null || isProduction(environment));
  }

  /** Whether policy takes an environment for production. */
  public static boolean isProduction(String environment) {
    return !NOT_PRODUCTION.contains(environment);
  }

  /** What it covers as a whole: whoever reaches that reaches all of it. */
  public Reach reach() {
    return new Reach(orEmpty(team), orEmpty(environment), orEmpty(service), orEmpty(actionClass));
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** The named parts, for a digest. */
  public Map<String, Object> content() {
    var content = new HashMap<String, Object>();
    put(content, "team", team);
    put(content, "environment", environment);
    put(content, "service", service);
    put(content, "action", actionClass);
    return Map.copyOf(content);
  }

  private static void put(Map<String, Object> content, String name, @Nullable String part) {
    if (part != null) {
      content.put(name, part);
    }
  }

  /** Such as {@code for team payments in staging}, or {@code everywhere}. */
  public String inWords() {
    var parts = new ArrayList<String>();
    add(parts, "for team ", team);
    add(parts, "in ", environment);
    add(parts, "for service ", service);
    add(parts, "for action ", actionClass);
    return parts.isEmpty() ? "everywhere" : String.join(" ", parts);
  }

  private static void add(List<String> parts, String word, @Nullable String part) {
    if (part != null) {
      parts.add(word + part);
    }
  }

  public boolean isEverywhere() {
    return equals(EVERYWHERE);
  }
}
