package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PasswordResetIssued;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A principal that may act.
 *
 * @param grants its own, by id; a role that it holds everywhere is one without bounds
 * @param sessions open sessions by id, with their end; those that have run out are dropped when the
 *     next opens
 * @param tokens every token ever issued, by public id
 * @param credential the public id of the password in force, or of the one-time secret that ended
 *     it; empty for a password from before they had any
 * @param resetUntil when the one-time secret ends; null when none is out
 */
public record Active(
    PrincipalId principal,
    PrincipalKind kind,
    Map<GrantId, Grant> grants,
    Map<String, Instant> sessions,
    Map<String, Token> tokens,
    String credential,
    @Nullable Instant resetUntil,
    RecentRefusals refusals)
    implements Access {
  /** How long a person stays logged in at most. */
  public static final Duration SESSION_LIFETIME = Duration.ofHours(12);

  /**
   * @param integration what it speaks for; empty when for nothing in particular
   */
  public record Token(String integration, boolean revoked) {}

  public Active {
    grants = Map.copyOf(grants);
    sessions = Map.copyOf(sessions);
    tokens = Map.copyOf(tokens);
  }

  static Active registered(PrincipalRegistered e) {
    return new Active(
            e.principal(), e.kind(), Map.of(), Map.of(), Map.of(), "", null, RecentRefusals.NONE)
        .withRoles(e.roles());
  }

  /** The roles that it holds everywhere. */
  public Set<Role> roles() {
    return grants.values().stream()
        .filter(Grant::isUnbounded)
        .map(Grant::role)
        .collect(Collectors.toUnmodifiableSet());
  }

  Active with(Grant grant) {
    var more = new HashMap<>(grants);
    more.put(grant.id(), grant);
    return withGrants(more);
  }

  Active without(GrantId grant) {
    var fewer = new HashMap<>(grants);
    fewer.remove(grant);
    return withGrants(fewer);
  }

  /** Roles with more and with fewer. */
  public Set<Role> rolesWith(Set<Role> granted, Set<Role> revoked) {
    var changed = new HashSet<>(roles());
    changed.removeAll(revoked);
    changed.addAll(granted);
    return changed;
  }

  Active granted(Role role) {
    return withRoles(rolesWith(Set.of(role), Set.of()));
  }

  Active revoked(Role role) {
    return withRoles(rolesWith(Set.of(), Set.of(role)));
  }

  Access disabled() {
    return new Disabled(principal, kind, refusals);
  }

  Active opened(String session, Instant expiresAt) {
    var open = new HashMap<>(sessions);
    open.values().removeIf(end -> !end.isAfter(expiresAt.minus(SESSION_LIFETIME)));
    open.put(session, expiresAt);
    return withSessions(open);
  }

  Active closed(String session) {
    var open = new HashMap<>(sessions);
    open.remove(session);
    return withSessions(open);
  }

  /** With another password; one session may stay. */
  Active passwordChanged(PasswordChanged e) {
    var open = new HashMap<>(sessions);
    open.keySet().removeIf(it -> !it.equals(e.session()));
    var changed = e.credential() == null ? "" : e.credential();
    return new Active(principal, kind, grants, open, tokens, changed, null, refusals);
  }

  /** The password is void, and every session with it. */
  Active reset(PasswordResetIssued e) {
    return new Active(
        principal, kind, grants, Map.of(), tokens, e.reset(), e.expiresAt(), refusals);
  }

  Active issued(String token, String integration) {
    return with(token, new Token(integration, false));
  }

  Active withdrawn(String token) {
    var known = tokens.get(token);
    return known == null ? this : with(token, new Token(known.integration(), true));
  }

  Active with(RecentRefusals refused) {
    return new Active(principal, kind, grants, sessions, tokens, credential, resetUntil, refused);
  }

  private Active withRoles(Set<Role> changed) {
    var all = new HashMap<>(grants);
    all.values().removeIf(Grant::isUnbounded);
    changed.forEach(
        it -> {
          var grant = Grant.everywhere(principal, it);
          all.put(grant.id(), grant);
        });
    return withGrants(all);
  }

  private Active withGrants(Map<GrantId, Grant> all) {
    return new Active(principal, kind, all, sessions, tokens, credential, resetUntil, refusals);
  }

  private Active withSessions(Map<String, Instant> open) {
    return new Active(principal, kind, grants, open, tokens, credential, resetUntil, refusals);
  }

  private Active with(String id, Token token) {
    var all = new HashMap<>(tokens);
    all.put(id, token);
    return new Active(principal, kind, grants, sessions, all, credential, resetUntil, refusals);
  }
}
