package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.Digest;
import io.countersign.domain.StandaloneEvent;

/** News of what runbooks may do by themselves, which nobody asked for. */
public sealed interface AutonomyNews extends StandaloneEvent {
  /**
   * What was carried out there so far would do for a promotion: two persons may say so, and nothing
   * follows from it until they do.
   *
   * @param content the runbook's digest
   * @param record what it would rest on
   */
  record PromotionEarned(String runbook, Digest content, String environment, EarnedRecord record)
      implements AutonomyNews {
    /** Once for each, and once more where it failed and has earned it again. */
    public String key() {
      return content.hex() + "/" + environment + "/" + record.record().failed();
    }
  }
}
