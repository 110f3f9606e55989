package io.countersign.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits for a poke or an instant, whichever comes first; pokes that came meanwhile count. */
public final class Waiting {
  private boolean poked;

  public void poke() {
    poked = true;
  }

  /**
   * @param until the latest; null waits for a poke alone
   */
  public void await(@Nullable Instant until) {
    if (until == null) {
      Workflow.await(() -> poked);
    } else {
      var _ = Workflow.await(remaining(until), () -> poked);
    }
    poked = false;
  }

  private static Duration remaining(Instant until) {
    var now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ofMillis(1);
  }
}
