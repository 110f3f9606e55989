package io.countersign.domain.testing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The principals and the kill switch of {@link KnownFacts}. */
final class KnownAccess implements AccessFacts {
  private final Map<PrincipalId, Principal> principals = new HashMap<>();
  private boolean halted;

  void add(String id, PrincipalKind kind, Role... roles) {
    var key = new PrincipalId(id);
    principals.put(key, new Principal(key, kind, Set.of(roles), true));
  }

  void disable(String id) {
    var known = principal(new PrincipalId(id)).orElseThrow();
    principals.put(known.id(), new Principal(known.id(), known.kind(), known.roles(), false));
  }

  void halt(boolean on) {
    halted = on;
  }

  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return Optional.ofNullable(principals.get(id));
  }

  @Override
  public boolean executionHalted() {
    return halted;
  }
}
