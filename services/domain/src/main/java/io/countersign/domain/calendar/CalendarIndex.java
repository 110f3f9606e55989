package io.countersign.domain.calendar;

import io.countersign.domain.calendar.WindowState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All calendars in force, to be asked for states. The states of targets that the same calendars are
 * about are computed once; it can be asked by many at a time.
 */
public final class CalendarIndex {
  public static final CalendarIndex EMPTY = new CalendarIndex(List.of());

  private final List<Timeline> calendars;
  private volatile Map<List<CalendarId>, StateTimeline> computed = Map.of();

  public CalendarIndex(List<Timeline> calendars) {
    this.calendars = List.copyOf(calendars);
  }

  public List<Timeline> calendars() {
    return calendars;
  }

  /** Open where no calendar is about it; closed where one isn't computed that far. */
  public WindowState state(CalendarTarget target, Instant at) {
    var about = calendars.stream().filter(target::concernedBy).toList();
    if (about.isEmpty()) {
      return WindowState.always(at);
    }
    return about.stream()
        .filter(it -> !at.isBefore(it.horizon()))
        .findFirst()
        .map(CalendarIndex::unknown)
        .orElseGet(() -> of(about).at(at));
  }

  /** When it's open next for that long; empty for never, as far as is computed. */
  public Optional<Instant> opensFor(CalendarTarget target, Duration needed, Instant at) {
    var about = calendars.stream().filter(target::concernedBy).toList();
    if (about.isEmpty()) {
      return Optional.of(at);
    }
    return about.stream().allMatch(it -> at.isBefore(it.horizon()))
        ? of(about).opensFor(needed, at)
        : Optional.empty();
  }

  private static WindowState unknown(Timeline calendar) {
    return new WindowState(State.CLOSED, calendar.id(), calendar.horizon(), null, null, null);
  }

  private StateTimeline of(List<Timeline> about) {
    var ids = about.stream().map(Timeline::id).toList();
    var known = computed.get(ids);
    return known == null ? compute(ids, about) : known;
  }

  /** What two compute at once is the same, and one of them is kept. */
  private StateTimeline compute(List<CalendarId> ids, List<Timeline> about) {
    var made = StateTimeline.of(about);
    var more = new HashMap<>(computed);
    more.put(ids, made);
    computed = more;
    return made;
  }
}
