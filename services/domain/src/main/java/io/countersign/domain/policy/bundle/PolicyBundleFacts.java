package io.countersign.domain.policy.bundle;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import java.util.Optional;

/** The facts about which bundle is in force. */
public interface PolicyBundleFacts extends CapabilityFacts {
  /**
   * The bundle that all decisions are by.
   *
   * @param number 1 for the first, and so on
   */
  record InForce(PolicyBundleId bundle, Digest digest, int number) {}

  /** Empty before the first one. */
  Optional<InForce> inForce();
}
