package io.countersign.server.access.security;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.server.web.Caller;
import io.countersign.server.web.endpoint.EndpointRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/**
 * The introspection of our own bearers, of sessions and of tokens. Nothing is remembered: a
 * revocation counts from its commit on.
 */
@Component
final class BearerIntrospector implements OpaqueTokenIntrospector {
  private final SessionSecrets sessions;
  private final TokenSecrets tokens;
  private final Principals principals;
  private final DelegatedSight delegated;
  private final InstantSource clock;

  BearerIntrospector(
      SessionSecrets sessions,
      TokenSecrets tokens,
      Principals principals,
      DelegatedSight delegated,
      InstantSource clock) {
    this.delegated = delegated;
    this.sessions = sessions;
    this.tokens = tokens;
    this.principals = principals;
    this.clock = clock;
  }

  /** One that is no good is no good for whatever reason: that isn't told. */
  @Override
  public OAuth2AuthenticatedPrincipal introspect(String token) {
    try {
      return BearerToken.parse(token)
          .flatMap(this::caller)
          .map(BearerPrincipal::of)
          .orElseThrow(() -> new BadOpaqueTokenException("unknown, ended, revoked or disabled"));
    } catch (UnavailableException | SqlFailureException e) {
      throw new OAuth2IntrospectionException("the record can't be asked", e);
    }
  }

  private Optional<Caller> caller(BearerToken bearer) {
    return bearer.isSession() ? ofSession(bearer) : ofToken(bearer);
  }

  private Optional<Caller> ofSession(BearerToken bearer) {
    return sessions
        .find(bearer.id(), bearer.hash(), clock.instant())
        .flatMap(it -> caller(it.principal(), bearer, "", it.expiresAt()));
  }

  private Optional<Caller> ofToken(BearerToken bearer) {
    return tokens
        .find(bearer.id(), bearer.hash(), clock.instant())
        .flatMap(it -> caller(it.principal(), bearer, it.integration(), null));
  }

  /** Who decides for somebody looks at what they decide on. */
  private static Set<Role> looking(Set<Role> held) {
    return Stream.concat(held.stream(), Stream.of(Role.VIEWER))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<Caller> caller(
      PrincipalId id, BearerToken bearer, String integration, @Nullable Instant until) {
    return principals
        .find(id)
        .filter(it -> it.active())
        .map(it -> caller(it, bearer, integration, until));
  }

  private Caller caller(
      AccessFacts.Principal principal,
      BearerToken bearer,
      String integration,
      @Nullable Instant until) {
    var now = clock.instant();
    var lent = delegated.of(principal.id(), now);
    var sight = Sight.of(principal.grants(), EndpointRule.READERS, now).and(lent);
    return new Caller(
        principal.id(),
        principal.kind(),
        principal.rolesEverywhere(now),
        lent.isEmpty() ? principal.rolesAt(now) : looking(principal.rolesAt(now)),
        sight,
        bearer.id(),
        integration,
        until);
  }
}
