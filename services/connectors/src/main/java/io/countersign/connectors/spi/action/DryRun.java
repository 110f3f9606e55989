package io.countersign.connectors.spi.action;

import io.countersign.domain.Digest;
import io.countersign.domain.planning.PlannedStep;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an executor about what it would do.
 *
 * @param summary one line for the approver's card, at most 1 KiB, without any secret
 * @param digest of the whole answer in canonical form; null where no dry run is on offer
 */
public record DryRun(String summary, @Nullable Digest digest) {
  /** Where the executor can't say: only that the target was read and is as expected. */
  public static DryRun notOnOffer(PlannedStep step) {
    return new DryRun(
        "%s of %s (no dry run on offer; the target was read)"
            .formatted(step.action(), step.target()),
        null);
  }
}
