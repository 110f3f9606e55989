package io.countersign.domain.calendar;

import io.countersign.domain.RecentRefusals;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of one calendar. */
public sealed interface Calendar {
  RecentRefusals refusals();

  /** Nobody made it. */
  record Unknown() implements Calendar {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * @param tzdata the version of the time zone database that its times were computed by
   * @param horizon until when
   */
  record InForce(
      CalendarDefinition definition, String tzdata, Instant horizon, RecentRefusals refusals)
      implements Calendar {
    private InForce with(List<CalendarEntry> more) {
      var entries = Stream.concat(definition.entries().stream(), more.stream()).toList();
      return new InForce(
          new CalendarDefinition(
              definition.kind(), definition.scope(), definition.dependents(), entries),
          tzdata,
          horizon,
          refusals);
    }

    private InForce computed(String by, Instant until) {
      return new InForce(definition, by, until, refusals);
    }
  }

  record Lifted(RecentRefusals refusals) implements Calendar {}

  /** What it is; empty where nobody made it, or it was lifted. */
  default Optional<CalendarDefinition> inForce() {
    return switch (this) {
      case InForce it -> Optional.of(it.definition());
      case Unknown _, Lifted _ -> Optional.empty();
    };
  }

  static Calendar initial() {
    return new Unknown();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Calendar evolve(Calendar state, CalendarEvent event) {
    return switch (event) {
      case CalendarEvent.Defined e ->
          new InForce(
              new CalendarDefinition(e.kind(), e.scope(), e.dependents(), List.of()),
              e.tzdata(),
              e.horizon(),
              state.refusals());
      case CalendarEvent.EntriesRecorded e ->
          state instanceof InForce it ? it.with(e.entries()) : state;
      case CalendarEvent.Lifted _ -> new Lifted(state.refusals());
      case CalendarEvent.Extended e ->
          state instanceof InForce it ? it.computed(it.tzdata(), e.horizon()) : state;
      case CalendarEvent.Recomputed e ->
          state instanceof InForce it ? it.computed(e.tzdata(), e.horizon()) : state;
      case CalendarEvent.AttemptRefused e -> refused(state, e);
    };
  }

  private static Calendar refused(Calendar state, CalendarEvent.AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown it -> it;
      case InForce it -> new InForce(it.definition(), it.tzdata(), it.horizon(), refusals);
      case Lifted _ -> new Lifted(refusals);
    };
  }
}
