package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import java.time.Instant;

/**
 * The word of two persons: a runbook may be carried out in an environment without asking.
 *
 * @param content the runbook's digest: with another one it isn't this runbook
 * @param until when it ends by itself (UTC)
 */
public record Promotion(
    String runbook,
    Digest content,
    String environment,
    Instant until,
    PrincipalId by,
    PrincipalId confirmedBy) {
  /** Whether it counts for what would be carried out now. */
  public boolean covers(Digest carriedOut, Instant at) {
    return content.equals(carriedOut) && at.isBefore(until);
  }
}
