package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts about calendars in memory; targets are part of nothing unless told. */
final class KnownCalendars implements CalendarFacts {
  private final List<Timeline> calendars = new ArrayList<>();
  private final Map<EntityId, CalendarTarget> targets = new HashMap<>();
  private final Set<Digest> released = new HashSet<>();

  void add(Timeline calendar) {
    remove(calendar);
    calendars.add(calendar);
  }

  void remove(Timeline calendar) {
    calendars.removeIf(it -> it.id().equals(calendar.id()));
  }

  void place(CalendarTarget target) {
    targets.put(target.own().getFirst().entity(), target);
  }

  void release(Digest plan) {
    released.add(plan);
  }

  @Override
  public WindowState state(EntityId target, Instant at) {
    return index().state(targets.getOrDefault(target, CalendarTarget.of(target)), at);
  }

  @Override
  public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
    return index().opensFor(targets.getOrDefault(target, CalendarTarget.of(target)), needed, at);
  }

  @Override
  public CalendarIndex index() {
    return new CalendarIndex(calendars);
  }

  @Override
  public boolean released(Digest plan) {
    return released.contains(plan);
  }
}
