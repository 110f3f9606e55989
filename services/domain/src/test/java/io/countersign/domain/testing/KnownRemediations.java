package io.countersign.domain.testing;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The remediations of {@link KnownFacts}. */
final class KnownRemediations implements RemediationFacts {
  private final Map<EntityId, RemediationId> leases = new HashMap<>();

  void lease(EntityId target, RemediationId holder) {
    leases.put(target, holder);
  }

  @Override
  public Optional<RemediationId> leaseHolder(EntityId target) {
    return Optional.ofNullable(leases.get(target));
  }
}
