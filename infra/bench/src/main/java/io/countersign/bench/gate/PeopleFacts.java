package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Member;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.Trust;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.CredentialOrigin.State;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Scope;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model's people, and the kill switch. */
final class PeopleFacts implements AccessFacts {
  private static final GrantId GRANT = new GrantId("grt_" + "0".repeat(20));

  private static final PrincipalId ROOT = new PrincipalId("root");

  private final ModelWorld world;
  private final Map<Member, Optional<Principal>> principals = new IdentityHashMap<>();

  PeopleFacts(ModelWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return world.knows(id.value())
        ? principals.computeIfAbsent(world.member(id.value()), it -> Optional.of(principal(id, it)))
        : Optional.empty();
  }

  private static Principal principal(PrincipalId id, Member member) {
    return new Principal(
        id,
        member.person() ? PrincipalKind.PERSON : PrincipalKind.SERVICE,
        member.trusts().stream().map(PeopleFacts::grant).collect(Collectors.toSet()),
        member.groups(),
        member.active());
  }

  private static Grant grant(Trust trust) {
    return new Grant(
        GRANT,
        ProductWords.role(trust.role()),
        scope(trust.team()),
        trust.from() == -ModelWorld.NEVER ? null : ProductWords.at(trust.from()),
        ProductWords.end(trust.until()));
  }

  @Override
  public CredentialOrigin credential(PrincipalId id) {
    var member = world.member(id.value());
    var by = member.handedOutBy();
    return by == null && member.ownPassword()
        ? CredentialOrigin.ASSURED
        : new CredentialOrigin(
            member.ownPassword() ? State.OWN : State.GIVEN,
            by == null ? null : ProductWords.principal(by));
  }

  @Override
  public boolean bootstrapping() {
    return world.oneAdministrator;
  }

  @Override
  public List<Halt> halts() {
    return world.halts.stream()
        .map(it -> new Halt(scope(it.isEmpty() ? null : it), Instant.EPOCH, ROOT, ""))
        .toList();
  }

  private static Scope scope(@Nullable String team) {
    return team == null ? Scope.EVERYWHERE : new Scope(team, null, null, null);
  }

  @Override
  public boolean hasToken(PrincipalId machine) {
    return true;
  }

  @Override
  public List<PrincipalId> othersWith(Role role, PrincipalId except) {
    return List.of();
  }

  @Override
  public List<Principal> holders(Set<Role> anyOf) {
    return world.names().stream()
        .flatMap(it -> principal(ProductWords.principal(it)).stream())
        .filter(it -> it.active() && it.kind() == PrincipalKind.PERSON)
        .filter(it -> it.grants().stream().anyMatch(grant -> anyOf.contains(grant.role())))
        .toList();
  }

  @Override
  public Set<PrincipalId> firstTwo() {
    return Set.of();
  }

  @Override
  public Optional<Consent> consent(ConfirmationId confirmation) {
    return Optional.empty();
  }
}
