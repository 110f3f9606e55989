package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.MarkedTime;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model's calendars, asked by the product's own index of them. */
final class MarkedTimeFacts implements CalendarFacts {
  private static final Instant HORIZON = ProductWords.at(ModelWorld.NEVER);

  private final ModelWorld world;
  private List<MarkedTime> read = List.of();
  private CalendarIndex index = CalendarIndex.EMPTY;

  MarkedTimeFacts(ModelWorld world) {
    this.world = world;
  }

  @Override
  public WindowState state(EntityId target, Instant at) {
    return new Times(index()).state(target, at);
  }

  @Override
  public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
    return new Times(index()).opensFor(target, needed, at);
  }

  @Override
  public Optional<TargetTimes> lettingGo(Digest plan, Instant since) {
    return world.calendarFor(ProductWords.second(since)).map(it -> new Times(index(it)));
  }

  @Override
  public CalendarIndex index() {
    if (!read.equals(world.calendar)) {
      read = List.copyOf(world.calendar);
      index = index(read);
    }
    return index;
  }

  private static CalendarIndex index(List<MarkedTime> marks) {
    var timelines = new ArrayList<Timeline>();
    marks.forEach(it -> timelines.add(timeline("c" + timelines.size(), it)));
    return new CalendarIndex(timelines);
  }

  private record Times(CalendarIndex index) implements TargetTimes {
    @Override
    public WindowState state(EntityId target, Instant at) {
      return index.state(CalendarTarget.of(target), at);
    }

    @Override
    public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
      return index.opensFor(CalendarTarget.of(target), needed, at);
    }
  }

  private static Timeline timeline(String name, MarkedTime mark) {
    var about = mark.target();
    var span = new Span(ProductWords.at(mark.from()), ProductWords.at(mark.to()));
    return new Timeline(
        new CalendarId("cal_" + name),
        kind(mark.kind()),
        about == null
            ? CalendarScope.ORGANISATION
            : new CalendarScope(null, null, ProductWords.target(about)),
        false,
        Spans.union(List.of(span)),
        HORIZON);
  }

  private static CalendarKind kind(MarkedTime.Kind kind) {
    return switch (kind) {
      case WINDOW -> CalendarKind.WINDOW;
      case BLACKOUT -> CalendarKind.BLACKOUT;
      case FREEZE -> CalendarKind.FREEZE;
    };
  }
}
