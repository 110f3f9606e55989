package io.countersign.domain.calendar;

import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.TextRedaction;
import java.time.Instant;

/** A fact about the program that a calendar is subscribed to. What was read last stays in force. */
public sealed interface CalendarFeedEvent extends StandaloneEvent {
  CalendarId calendar();

  /**
   * It can't be read, what it says can't be used, or it would open more than before.
   *
   * @param reason in words, for whoever has to mend it
   * @param since when (UTC)
   */
  record FeedFailed(CalendarId calendar, String reason, Instant since)
      implements CalendarFeedEvent {
    public FeedFailed {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * It's read again.
   *
   * @param failedSince when it had begun to fail (UTC)
   */
  record FeedRecovered(CalendarId calendar, Instant failedSince) implements CalendarFeedEvent {}
}
