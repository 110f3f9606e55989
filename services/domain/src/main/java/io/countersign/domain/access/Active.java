package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A principal that may act.
 *
 * @param sessions open sessions by id, with their end; those that have run out are dropped when the
 *     next opens
 * @param tokens every token ever issued, by public id
 */
public record Active(
    PrincipalId principal,
    PrincipalKind kind,
    Set<Role> roles,
    Map<String, Instant> sessions,
    Map<String, Token> tokens,
    FailedLogins logins,
    RecentRefusals refusals)
    implements Access {
  /**
   * @param integration what it speaks for; empty when for nothing in particular
   */
  public record Token(String integration, boolean revoked) {}

  public Active {
    roles = Set.copyOf(roles);
    sessions = Map.copyOf(sessions);
    tokens = Map.copyOf(tokens);
  }

  static Active registered(PrincipalRegistered e) {
    return new Active(
        e.principal(),
        e.kind(),
        e.roles(),
        Map.of(),
        Map.of(),
        FailedLogins.NONE,
        RecentRefusals.NONE);
  }

  /** Roles with one more. */
  Set<Role> rolesWith(Role role) {
    var more = new HashSet<>(roles);
    more.add(role);
    return more;
  }

  Active granted(Role role) {
    return new Active(principal, kind, rolesWith(role), sessions, tokens, logins, refusals);
  }

  Active revoked(Role role) {
    var fewer = new HashSet<>(roles);
    fewer.remove(role);
    return new Active(principal, kind, fewer, sessions, tokens, logins, refusals);
  }

  Access disabled() {
    return new Disabled(principal, kind, refusals);
  }

  Active opened(String session, Instant expiresAt) {
    var open = new HashMap<>(sessions);
    open.values().removeIf(end -> !end.isAfter(expiresAt.minus(LoginDecider.SESSION_LIFETIME)));
    open.put(session, expiresAt);
    return new Active(principal, kind, roles, open, tokens, FailedLogins.NONE, refusals);
  }

  Active closed(String session) {
    var open = new HashMap<>(sessions);
    open.remove(session);
    return new Active(principal, kind, roles, open, tokens, logins, refusals);
  }

  Active issued(String token, String integration) {
    return with(token, new Token(integration, false));
  }

  Active withdrawn(String token) {
    var known = tokens.get(token);
    return known == null ? this : with(token, new Token(known.integration(), true));
  }

  Active with(FailedLogins changed) {
    return new Active(principal, kind, roles, sessions, tokens, changed, refusals);
  }

  Active refused(AttemptRefused e, RecentRefusals refused) {
    var tried = e.code() == RefusalCode.BAD_CREDENTIALS ? logins.failed(e.at()) : logins;
    return new Active(principal, kind, roles, sessions, tokens, tried, refused);
  }

  private Active with(String id, Token token) {
    var all = new HashMap<>(tokens);
    all.put(id, token);
    return new Active(principal, kind, roles, sessions, all, logins, refusals);
  }
}
