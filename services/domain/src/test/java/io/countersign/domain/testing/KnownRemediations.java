package io.countersign.domain.testing;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The remediations of {@link KnownFacts}. */
final class KnownRemediations implements RemediationFacts {
  private final Map<EntityId, RemediationId> leases = new HashMap<>();
  private final Set<RemediationId> ended = new HashSet<>();

  void lease(EntityId target, RemediationId holder) {
    leases.put(target, holder);
  }

  void end(RemediationId holder) {
    ended.add(holder);
  }

  @Override
  public List<Holder> holders(EntityId target) {
    return Optional.ofNullable(leases.get(target)).stream()
        .map(it -> new Holder(it, ended.contains(it)))
        .toList();
  }
}
