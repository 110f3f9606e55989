package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.Calendar;
import io.countersign.domain.calendar.CalendarCommand;
import io.countersign.domain.calendar.CalendarDecider;
import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.ledger.axon.AggregateKind;

/** One calendar as a kind of aggregate. */
final class CalendarKindOfAggregate {
  static final AggregateKind<Calendar, CalendarCommand, CalendarEvent> KIND =
      new AggregateKind<>(
          "calendar",
          "1",
          CalendarCommand.class,
          CalendarEvent.class,
          Calendar.class,
          Calendar.initial(),
          CalendarDecider::decide,
          Calendar::evolve,
          event -> event.calendar().value());

  private CalendarKindOfAggregate() {}
}
