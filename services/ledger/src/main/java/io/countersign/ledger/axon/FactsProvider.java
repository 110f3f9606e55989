package io.countersign.ledger.axon;

import io.countersign.domain.CapabilityFacts;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The source of one capability's facts.
 *
 * @param <F> the capability's interface
 */
public interface FactsProvider<F extends CapabilityFacts> {
  Class<F> kind();

  /** As they stand at this moment of the batch whose transaction it is. */
  F at(SqlConnection sql);
}
