package io.countersign.domain.calendar;

import io.countersign.domain.calendar.WindowState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Where calendars are the same ones, so are the states that were computed of them. */
  public CalendarIndex with(List<Timeline> changed) {
    var index = new CalendarIndex(changed);
    var same = Collections.<Timeline>newSetFromMap(new IdentityHashMap<>());
    same.addAll(calendars);
    var ids = changed.stream().filter(same::contains).map(Timeline::id).collect(Collectors.toSet());
    var kept = new HashMap<>(computed);
    kept.keySet().removeIf(it -> !ids.containsAll(it));
    index.computed = kept;
    return index;
  }

  /**
   * As it'd be, were these what they were before.
   *
   * @param former empty for one that there wasn't
   */
  public CalendarIndex as(Map<CalendarId, Optional<Timeline>> former) {
    var others = calendars.stream().filter(it -> !former.containsKey(it.id()));
    var restored = former.values().stream().flatMap(Optional::stream);
    return new CalendarIndex(Stream.concat(others, restored).toList());
  }

  /** Whether something is held up by what it depends on. */
  public boolean reachesDependents() {
    return calendars.stream().anyMatch(Timeline::dependents);
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
