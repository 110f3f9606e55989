package io.countersign.connectors.spi.calendar;

import io.countersign.domain.calendar.rule.CalendarEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a program that keeps a calendar. */
public sealed interface CalendarAnswer {
  /** It's what it was when it gave that tag. */
  record Unchanged() implements CalendarAnswer {}

  /**
   * All of it.
   *
   * @param tag to be sent with the next question; null where it gives none
   */
  record Whole(List<CalendarEntry> entries, @Nullable String tag) implements CalendarAnswer {
    public Whole {
      entries = List.copyOf(entries);
    }
  }
}
