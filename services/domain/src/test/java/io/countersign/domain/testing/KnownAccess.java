package io.countersign.domain.testing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Scope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The principals and the kill switch of {@link KnownFacts}. */
final class KnownAccess implements AccessFacts {
  private final Map<PrincipalId, Principal> principals = new HashMap<>();
  private final Map<ConfirmationId, Consent> consents = new HashMap<>();
  private final Map<PrincipalId, CredentialOrigin> credentials = new HashMap<>();
  private final Set<PrincipalId> withoutToken = new HashSet<>();
  private boolean bootstrapping = true;
  private final Map<Scope, Halt> halts = new HashMap<>();
  private Set<PrincipalId> firstTwo = Set.of();

  void add(String id, PrincipalKind kind, Role... roles) {
    var key = new PrincipalId(id);
    principals.put(key, Principal.everywhere(key, kind, Set.of(roles), true));
  }

  void grant(String id, Grant grant) {
    var known = principal(new PrincipalId(id)).orElseThrow();
    var grants = new HashSet<>(known.grants());
    grants.add(grant);
    principals.put(
        known.id(),
        new Principal(known.id(), known.kind(), grants, known.groups(), known.active()));
  }

  void join(String id, String... groups) {
    var known = principal(new PrincipalId(id)).orElseThrow();
    principals.put(
        known.id(),
        new Principal(known.id(), known.kind(), known.grants(), Set.of(groups), known.active()));
  }

  void limit(String id, Role role, Scope scope) {
    var known = principal(new PrincipalId(id)).orElseThrow();
    var grant = new Grant(GrantId.everywhere(known.id(), role), role, scope, null, null);
    principals.put(
        known.id(),
        new Principal(known.id(), known.kind(), Set.of(grant), known.groups(), known.active()));
  }

  void disable(String id) {
    var known = principal(new PrincipalId(id)).orElseThrow();
    principals.put(
        known.id(), new Principal(known.id(), known.kind(), known.grants(), known.groups(), false));
  }

  void halt(Halt since) {
    halts.put(since.scope(), since);
  }

  void release(Scope scope) {
    halts.remove(scope);
  }

  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return Optional.ofNullable(principals.get(id));
  }

  void revokeTokens(String id) {
    withoutToken.add(new PrincipalId(id));
  }

  @Override
  public boolean hasToken(PrincipalId machine) {
    return !withoutToken.contains(machine);
  }

  void endBootstrap() {
    bootstrapping = false;
  }

  void agree(ConfirmationId confirmation, Consent consent) {
    consents.put(confirmation, consent);
  }

  void credential(String id, CredentialOrigin origin) {
    credentials.put(new PrincipalId(id), origin);
  }

  @Override
  public CredentialOrigin credential(PrincipalId id) {
    return credentials.getOrDefault(id, CredentialOrigin.ASSURED);
  }

  @Override
  public List<PrincipalId> othersWith(Role role, PrincipalId except) {
    return principals.values().stream()
        .filter(it -> it.kind() == PrincipalKind.PERSON && it.may(role))
        .map(Principal::id)
        .filter(it -> !it.equals(except) && credential(it).own())
        .sorted(Comparator.comparing(PrincipalId::value))
        .toList();
  }

  @Override
  public List<Principal> holders(Set<Role> anyOf) {
    return principals.values().stream()
        .filter(it -> it.kind() == PrincipalKind.PERSON && it.active())
        .filter(it -> it.grants().stream().anyMatch(grant -> anyOf.contains(grant.role())))
        .sorted(Comparator.comparing(it -> it.id().value()))
        .toList();
  }

  @Override
  public boolean bootstrapping() {
    return bootstrapping;
  }

  void firstTwo(String one, String other) {
    firstTwo = Set.of(new PrincipalId(one), new PrincipalId(other));
  }

  @Override
  public Set<PrincipalId> firstTwo() {
    return firstTwo;
  }

  @Override
  public Optional<Consent> consent(ConfirmationId confirmation) {
    return Optional.ofNullable(consents.get(confirmation));
  }

  @Override
  public List<Halt> halts() {
    return List.copyOf(halts.values());
  }
}
