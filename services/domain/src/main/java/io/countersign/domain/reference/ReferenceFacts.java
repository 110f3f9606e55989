package io.countersign.domain.reference;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.catalog.EntityId;
import java.util.List;
import java.util.Optional;

/** The facts that decisions about references read. */
public interface ReferenceFacts extends CapabilityFacts {
  /**
   * What the alerts of this incident, or of this remediation's, are about.
   *
   * @return empty where it isn't on record, open or closed
   */
  Optional<List<EntityId>> entities(ReferenceHolder holder);
}
