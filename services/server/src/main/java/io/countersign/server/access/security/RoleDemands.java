package io.countersign.server.access.security;

import static io.countersign.domain.Role.ADMINISTRATOR;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.MissingRole;
import io.countersign.server.web.Caller;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The roles that addresses take, in the order in which they are looked at. */
final class RoleDemands {
  /**
   * One of them.
   *
   * @param bounded whether it's enough to hold one within bounds
   * @param anyOf one of these roles is needed; empty: whoever is known may call it
   */
  record Demand(RequestMatcher matcher, Set<Role> anyOf, boolean bounded) {
    String[] names() {
      return anyOf.stream()
          .map(it -> bounded ? BearerPrincipal.bounded(it) : it.name())
          .toArray(String[]::new);
    }
  }

  private final List<Demand> demands = new ArrayList<>();

  RoleDemands(EndpointRules endpoints) {
    for (var rule : endpoints.all()) {
      rule.methods().forEach(it -> add(it, rule));
    }
    add("/api/v1/users/**", Set.of(ADMINISTRATOR));
    add("/api/v1/tokens/**", Set.of(ADMINISTRATOR));
    add("/api/v1/grants/**", Set.of(ADMINISTRATOR));
    add("/api/v1/groups/**", Set.of(ADMINISTRATOR));
    for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      add(method, "/**", EndpointRule.READERS, false); // what is there, a rule names
    }
  }

  private void add(HttpMethod method, String pattern, Set<Role> anyOf, boolean bounded) {
    demands.add(
        new Demand(
            PathPatternRequestMatcher.withDefaults().matcher(method, pattern), anyOf, bounded));
  }

  /** What a decision guards is for whoever is known, until it's decided. */
  private void add(HttpMethod method, EndpointRule rule) {
    switch (rule.guard()) {
      case DOOR, DOOR_AND_DECISION -> add(method, rule.pattern(), rule.roles(), rule.bounded());
      case NONE, DECISION, PERSONS_DECISION -> add(method, rule.pattern(), Set.of(), false);
    }
  }

  private void add(String pattern, Set<Role> anyOf) {
    demands.add(
        new Demand(PathPatternRequestMatcher.withDefaults().matcher(pattern), anyOf, false));
  }

  List<Demand> all() {
    return List.copyOf(demands);
  }

  /** The refusal for who lacks the role, which names it. */
  RefusedException refusal(HttpServletRequest request) {
    var needed =
        demands.stream().filter(it -> it.matcher().matches(request)).map(Demand::anyOf).findFirst();
    return needed
        .filter(it -> !it.isEmpty())
        .map(it -> new RefusedException(RefusalCode.FORBIDDEN, MissingRole.text(it, held())))
        .orElseGet(() -> new RefusedException(RefusalCode.FORBIDDEN));
  }

  private static Set<Role> held() {
    var who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Caller caller ? caller.bounded() : Set.of();
  }
}
