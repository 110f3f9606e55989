package io.countersign.domain.calendar;

import io.countersign.domain.calendar.rule.Spans;
import java.time.Instant;

/**
 * Judges whether a target may be open through a change when it wasn't before, as far as times are
 * computed; in doubt, yes.
 */
public record Widening(CalendarIndex index, Instant now) {
  /**
   * Whether to make it this opens more.
   *
   * @throws io.countersign.domain.calendar.rule.Occurrences.TooManyException as its times do
   */
  public boolean by(CalendarId calendar, CalendarDefinition definition) {
    return by(calendar, definition, definition.times(now));
  }

  /**
   * @param to its times from now on
   */
  public boolean by(CalendarId calendar, CalendarDefinition definition, Spans to) {
    var before = index.calendars().stream().filter(it -> it.id().equals(calendar)).findFirst();
    return switch (definition.kind()) {
      case WINDOW ->
          before
              .map(it -> !to.from(now).without(it.spans()).isEmpty())
              .orElseGet(() -> isBesideOthers(definition));
      case BLACKOUT, FREEZE ->
          before
              .filter(
                  it ->
                      !it.spans().from(now).without(to).isEmpty()
                          || (it.dependents() && !definition.dependents()))
              .isPresent();
    };
  }

  /**
   * The first window of a scope closes what was open; a further one opens more, since one of them
   * is enough.
   */
  private boolean isBesideOthers(CalendarDefinition window) {
    return index.calendars().stream()
        .anyMatch(it -> it.kind() == CalendarKind.WINDOW && it.scope().equals(window.scope()));
  }

  /** Whether it still closes anything: of windows, the last of its scope. */
  public boolean byLifting(CalendarId calendar) {
    return index.calendars().stream().filter(it -> it.id().equals(calendar)).anyMatch(this::closes);
  }

  private boolean closes(Timeline calendar) {
    return calendar.kind() == CalendarKind.WINDOW
        ? index.calendars().stream().noneMatch(it -> isBeside(it, calendar))
        : !calendar.spans().from(now).isEmpty();
  }

  private static boolean isBeside(Timeline one, Timeline other) {
    return one.kind() == other.kind()
        && one.scope().equals(other.scope())
        && !one.id().equals(other.id());
  }
}
