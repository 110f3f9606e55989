package io.countersign.domain.remediation;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.catalog.EntityId;
import java.util.Optional;

/** The facts about who acts on what: one remediation at a time holds a target. */
public interface RemediationFacts extends CapabilityFacts {
  Optional<RemediationId> leaseHolder(EntityId target);
}
