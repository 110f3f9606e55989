package io.countersign.domain.reference;

import io.countersign.domain.CapabilityFacts;

/** The facts that decisions about references read. */
public interface ReferenceFacts extends CapabilityFacts {
  /** Whether this incident or remediation is on record, open or closed. */
  boolean exists(ReferenceHolder holder);
}
