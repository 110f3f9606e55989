package io.countersign.domain.calendar;

import io.countersign.domain.calendar.WindowState.State;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads each calendar's spans once, in order, as the instants that it's asked for go on. */
final class StateSweep {
  /** What holds, and by which calendar. */
  record Said(State state, @Nullable CalendarId calendar) {}

  private final List<Cursor> cursors;

  /** What closes comes first. */
  StateSweep(List<Timeline> calendars) {
    this.cursors =
        calendars.stream()
            .sorted(Comparator.comparing(Timeline::kind).reversed())
            .map(Cursor::new)
            .toList();
  }

  Said at(Instant at) {
    var holding = cursors.stream().filter(it -> it.holds(at)).map(it -> it.calendar).toList();
    var first = holding.isEmpty() ? null : holding.getFirst();
    if (first != null && first.kind() != CalendarKind.WINDOW) {
      return new Said(state(first.kind()), first.id());
    }
    var open = holding.stream().map(Timeline::scope).collect(Collectors.toSet());
    return cursors.stream()
        .map(it -> it.calendar)
        .filter(it -> it.kind() == CalendarKind.WINDOW && !open.contains(it.scope()))
        .findFirst()
        .map(it -> new Said(State.CLOSED, it.id()))
        .orElseGet(() -> new Said(State.OPEN, first == null ? null : first.id()));
  }

  private static State state(CalendarKind kind) {
    return switch (kind) {
      case WINDOW -> State.OPEN;
      case BLACKOUT -> State.BLACKED_OUT;
      case FREEZE -> State.FROZEN;
    };
  }

  /** How far a calendar's spans are read. */
  private static final class Cursor {
    private final Timeline calendar;
    private int next;

    Cursor(Timeline calendar) {
      this.calendar = calendar;
    }

    boolean holds(Instant at) {
      List<Span> spans = calendar.spans().all();
      while (next < spans.size() && !spans.get(next).end().isAfter(at)) {
        next++;
      }
      return next < spans.size() && spans.get(next).contains(at);
    }
  }
}
