package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.web.Caller;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out who shows a bearer. Nothing is remembered: a revocation counts from its commit on. */
@Component
final class BearerCredentials {
  private final SessionSecrets sessions;
  private final TokenSecrets tokens;
  private final Principals principals;
  private final InstantSource clock;

  BearerCredentials(
      SessionSecrets sessions, TokenSecrets tokens, Principals principals, InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.principals = principals;
    this.clock = clock;
  }

  /** Empty for whatever reason: unknown, wrong, ended, revoked, disabled. */
  Optional<Caller> caller(BearerToken bearer) {
    return bearer.isSession() ? ofSession(bearer) : ofToken(bearer);
  }

  private Optional<Caller> ofSession(BearerToken bearer) {
    return sessions
        .find(bearer.id(), bearer.hash(), clock.instant())
        .flatMap(it -> caller(it.principal(), bearer, ""));
  }

  private Optional<Caller> ofToken(BearerToken bearer) {
    return tokens
        .find(bearer.id(), bearer.hash())
        .flatMap(it -> caller(it.principal(), bearer, it.integration()));
  }

  private Optional<Caller> caller(PrincipalId id, BearerToken bearer, String integration) {
    return principals
        .find(id)
        .filter(it -> it.active())
        .map(it -> new Caller(id, it.kind(), it.roles(), bearer.id(), integration));
  }
}
