package io.countersign.domain.diagnosis;

import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Set;

/**
 * What verified remedies of an incident acted upon.
 *
 * @param targets may be empty
 * @param since from when on their probes held; what was measured before tells of the old fault
 */
public record Remedied(Set<EntityId> targets, Instant since) {
  /** No remedy was verified yet. */
  public static final Remedied NOTHING = new Remedied(Set.of(), Instant.EPOCH);

  public Remedied {
    targets = Set.copyOf(targets);
  }
}
