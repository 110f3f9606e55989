package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.planning.TrackRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of what a runbook with one content did in one environment so far. It's the least that
 * a promotion rests on; policy may ask for more each time that the runbook is used.
 *
 * @param lastUsed when it was last begun to be carried out (UTC); null before the first time
 */
public record EarnedRecord(TrackRecord record, @Nullable Instant lastUsed) {
  /** Of what was never done. */
  public static final EarnedRecord NONE = new EarnedRecord(TrackRecord.NONE, null);

  private static final int LEAST = 5;
  private static final int LEAST_PER_MILLE = 500;
  private static final Duration RECENT = Duration.ofDays(90);

  /** What it lacks, in words; empty where it's enough. */
  public Optional<String> shortfall(Instant now) {
    if (record.verified() < LEAST) {
      return Optional.of(
          "it was proved to help " + record.verified() + " times, of " + LEAST + " at least");
    }
    if (record.atLeastPerMille() < LEAST_PER_MILLE) {
      return Optional.of("it failed too often: " + record);
    }
    return lastUsed == null || lastUsed.plus(RECENT).isBefore(now)
        ? Optional.of("it wasn't used within " + RECENT.toDays() + " days")
        : Optional.empty();
  }
}
