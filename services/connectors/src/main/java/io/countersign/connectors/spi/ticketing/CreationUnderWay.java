package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A creation of which nobody knows whether it was done: its request may still be on its way, or a
 * search not know of it yet. To create another one meanwhile could make two.
 */
public final class CreationUnderWay {
  private CreationUnderWay() {}

  /**
   * Creates one that wasn't found, unless one may still come.
   *
   * @param triedAt when it was last tried; null for never
   * @param settled after how long whatever was tried is found, or was never done
   * @return STALE (EXTERNAL) with how long is left, where that isn't over
   */
  public static Outcome<Ticket> unless(
      @Nullable Instant triedAt,
      Duration settled,
      Instant now,
      Supplier<Outcome<Ticket>> creation) {
    if (triedAt == null || !triedAt.plus(settled).isAfter(now)) {
      return creation.get();
    }
    var left = Duration.between(now, triedAt.plus(settled)).plusSeconds(1);
    return new Outcome.Failed<>(
        FailureCategory.EXTERNAL,
        FailureCode.STALE,
        "it isn't known yet whether it was created; it's looked for again",
        left);
  }
}
