package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts about calendars in memory; targets are part of nothing unless told. */
final class KnownCalendars implements CalendarFacts {
  private final List<Timeline> calendars = new ArrayList<>();
  private final Map<EntityId, CalendarTarget> targets = new HashMap<>();
  private final Map<Digest, List<Timeline>> released = new HashMap<>();

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

  /** By others these would be in force still. */
  void release(Digest plan, List<Timeline> unreleased) {
    released.put(plan, unreleased);
  }

  @Override
  public WindowState state(EntityId target, Instant at) {
    return of(index()).state(target, at);
  }

  @Override
  public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
    return of(index()).opensFor(target, needed, at);
  }

  @Override
  public CalendarIndex index() {
    return new CalendarIndex(calendars);
  }

  @Override
  public Optional<TargetTimes> lettingGo(Digest plan, Instant since) {
    return Optional.ofNullable(released.get(plan))
        .map(it -> Stream.concat(calendars.stream(), it.stream()).toList())
        .map(it -> of(new CalendarIndex(it)));
  }

  private TargetTimes of(CalendarIndex index) {
    return new TargetTimes() {
      @Override
      public WindowState state(EntityId target, Instant at) {
        return index.state(place(target), at);
      }

      @Override
      public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
        return index.opensFor(place(target), needed, at);
      }
    };
  }

  private CalendarTarget place(EntityId target) {
    return targets.getOrDefault(target, CalendarTarget.of(target));
  }
}
