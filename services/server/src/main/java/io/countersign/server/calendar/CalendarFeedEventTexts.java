package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarFeedEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts about calendars that other programs keep. */
@Component
final class CalendarFeedEventTexts implements EventTexts<CalendarFeedEvent> {
  @Override
  public Class<CalendarFeedEvent> vocabulary() {
    return CalendarFeedEvent.class;
  }

  @Override
  public String text(CalendarFeedEvent event) {
    var name = event.calendar().name();
    return switch (event) {
      case CalendarFeedEvent.FeedFailed e ->
          "the subscription of %s fails, and stays as it was read last: %s"
              .formatted(name, e.reason());
      case CalendarFeedEvent.FeedRecovered e ->
          "the subscription of %s is read again, after it had failed since %s"
              .formatted(name, Phrases.time(e.failedSince()));
    };
  }
}
