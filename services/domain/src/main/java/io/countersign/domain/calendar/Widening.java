package io.countersign.domain.calendar;

import io.countersign.domain.calendar.rule.Effort;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Spans;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges whether a target may be open through a change when it wasn't before, as far as times are
 * computed; in doubt, yes.
 */
public record Widening(CalendarIndex index, Instant now) {
  /**
   * Whether to make it this opens more.
   *
   * @param before what is in force; empty for a new one
   * @throws Occurrences.TooManyException as its times do
   */
  public boolean by(
      CalendarId calendar, Optional<CalendarDefinition> before, CalendarDefinition after) {
    return by(calendar, before, after, after.times(now));
  }

  /**
   * @param to its times from now on
   */
  public boolean by(
      CalendarId calendar,
      Optional<CalendarDefinition> before,
      CalendarDefinition after,
      Spans to) {
    try {
      return find(calendar)
          .map(it -> opens(it, asFarAs(it, before), after, to))
          .orElseGet(() -> after.kind() == CalendarKind.WINDOW && isBesideOthers(after));
    } catch (Occurrences.TooManyException _) {
      return true;
    }
  }

  private boolean opens(Timeline known, Spans from, CalendarDefinition after, Spans to) {
    return switch (after.kind()) {
      case WINDOW -> !to.from(now).without(from).isEmpty();
      case BLACKOUT, FREEZE ->
          !from.without(to).isEmpty() || (known.dependents() && !after.dependents());
    };
  }

  /**
   * As recorded, and beyond that as it would become: what is new is computed further ahead than
   * what was computed some days ago, and would look wider for that alone.
   */
  private Spans asFarAs(Timeline known, Optional<CalendarDefinition> before) {
    var recorded = known.spans().from(now);
    return before
        .filter(_ -> known.horizon().isBefore(Horizon.from(now)))
        .map(it -> recorded.and(beyond(known.horizon(), it)))
        .orElse(recorded);
  }

  private Spans beyond(Instant horizon, CalendarDefinition calendar) {
    var effort = Effort.ofExtending();
    return Occurrences.of(calendar.entries(), horizon, Horizon.from(now), effort);
  }

  private Optional<Timeline> find(CalendarId calendar) {
    return index.calendars().stream().filter(it -> it.id().equals(calendar)).findFirst();
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
    return find(calendar).filter(this::closes).isPresent();
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
