package io.countersign.domain.diagnosis;

import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Set;

/**
 * The verified remedies of an incident: what they acted upon, and since when they hold.
 *
 * @param targets may be empty
 * @param since from when on their probes held; what was measured before tells of the old fault
 */
public record VerifiedRemedies(Set<EntityId> targets, Instant since) {
  /** No remedy was verified yet. */
  public static final VerifiedRemedies NOTHING = new VerifiedRemedies(Set.of(), Instant.EPOCH);

  public VerifiedRemedies {
    targets = Set.copyOf(targets);
  }
}
