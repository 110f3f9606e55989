package io.countersign.connectors.memory;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.CalendarAnswer;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of the entries that it was given last. Safe for use by many threads. */
public final class MemoryCalendarSource extends MemoryConnection implements CalendarSource {
  private final SubscribedCalendar calendar;
  private volatile CalendarAnswer.Whole content = new CalendarAnswer.Whole(List.of(), "0");

  public MemoryCalendarSource(String name, SubscribedCalendar calendar) {
    super(name);
    this.calendar = calendar;
  }

  /**
   * It becomes this.
   *
   * @param tag another one than before
   */
  public void become(List<CalendarEntry> entries, String tag) {
    content = new CalendarAnswer.Whole(entries, tag);
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public SubscribedCalendar calendar() {
    return calendar;
  }

  @Override
  public Outcome<CalendarAnswer> current(@Nullable String tag) {
    return unlessFailing(
        () -> {
          var it = content;
          return Outcome.ok(
              it.tag() != null && it.tag().equals(tag) ? new CalendarAnswer.Unchanged() : it);
        });
  }
}
