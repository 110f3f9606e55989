package io.countersign.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * The terms on which activities are tried: a few times with back-off, then the loop pauses and asks
 * anew where it stands. A refusal is an answer and never retried.
 */
public final class ActivityTerms {
  /** A worker that tells nothing for so long is held to be lost: another one takes over. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(10);

  /** What an attempt learns stays on record: more of them at once wouldn't help. */
  private static final int ATTEMPTS = 6;

  /** For activities that read and record: seconds. */
  public static final ActivityOptions SHORT = within(Duration.ofSeconds(60));

  /** For activities that act on a target and wait for it: minutes. */
  public static final ActivityOptions LONG = within(Duration.ofMinutes(15));

  private ActivityTerms() {}

  private static ActivityOptions within(Duration limit) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(limit)
        .setHeartbeatTimeout(LOST_AFTER)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setMaximumInterval(Duration.ofSeconds(15))
                .setMaximumAttempts(ATTEMPTS)
                .build())
        .build();
  }
}
