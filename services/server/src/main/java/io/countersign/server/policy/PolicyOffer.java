package io.countersign.server.policy;

import io.countersign.policies.bundle.OfferedFiles;
import io.countersign.server.config.Configuration;
import java.io.IOException;

/** The reader of the policy files that lie outside of the record, on this server. */
final class PolicyOffer {
  private PolicyOffer() {}

  /**
   * @throws IOException when the configured directory can't be read
   * @throws IllegalArgumentException for a file that can't be part of a bundle
   */
  static OfferedFiles read(Configuration configuration) throws IOException {
    return OfferedFiles.read(configuration.runbooks(), configuration.timings());
  }
}
