package io.countersign.domain.remediation.decision;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialOrigin;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The principals of a pool, and whose words their passwords are, each known already; of others the
 * record is asked once.
 */
record PoolAccess(
    AccessFacts record,
    Map<PrincipalId, Optional<Principal>> principals,
    Map<PrincipalId, CredentialOrigin> credentials,
    boolean bootstrapping,
    Set<PrincipalId> firstTwo)
    implements AccessFacts {

  static PoolAccess of(Collection<PrincipalId> pool, AccessFacts record) {
    return new PoolAccess(
        record,
        record.principals(pool).stream()
            .collect(Collectors.toMap(Principal::id, Optional::of, (it, _) -> it, HashMap::new)),
        new HashMap<>(record.credentials(pool)),
        record.bootstrapping(),
        record.firstTwo());
  }

  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return principals.computeIfAbsent(id, record::principal);
  }

  @Override
  public CredentialOrigin credential(PrincipalId id) {
    return credentials.computeIfAbsent(id, record::credential);
  }

  @Override
  public boolean hasToken(PrincipalId machine) {
    return record.hasToken(machine);
  }

  @Override
  public List<PrincipalId> othersWith(Role role, PrincipalId except) {
    return record.othersWith(role, except);
  }

  @Override
  public List<Principal> holders(Set<Role> anyOf) {
    return record.holders(anyOf);
  }

  @Override
  public Optional<Consent> consent(ConfirmationId confirmation) {
    return record.consent(confirmation);
  }

  @Override
  public List<Halt> halts() {
    return record.halts();
  }
}
