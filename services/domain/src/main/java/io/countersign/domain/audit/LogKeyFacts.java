package io.countersign.domain.audit;

import io.countersign.domain.CapabilityFacts;
import java.util.List;
import java.util.Optional;

/** The facts that decisions about the log's keys read. */
public interface LogKeyFacts extends CapabilityFacts {
  /**
   * The log's name and its first key.
   *
   * @param key the Ed25519 one, as a verifier's key text
   */
  record Beginning(String origin, String key) {}

  /** Empty before the log has a name. */
  Optional<Beginning> beginning();

  /** Whether these are two keys of this origin: one of Ed25519, and one of ML-DSA-44 after it. */
  boolean arePair(String origin, List<String> keys);

  /** Whether a statement carries the signature of an Ed25519 key. */
  boolean isSigned(String key, String statement, String signature);
}
