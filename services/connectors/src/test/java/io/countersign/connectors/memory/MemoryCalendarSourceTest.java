package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.connectors.testing.CalendarSourceContract;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.util.List;

class MemoryCalendarSourceTest extends CalendarSourceContract {
  private final MemoryCalendarSource source =
      new MemoryCalendarSource(
          "nights",
          new SubscribedCalendar(CalendarKind.WINDOW, CalendarScope.ORGANISATION, false, false));

  @Override
  protected CalendarSource source() {
    return source;
  }

  @Override
  protected void holds(CalendarEntry entry) {
    source.become(List.of(entry), "1");
  }

  @Override
  protected void down() {
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
  }
}
