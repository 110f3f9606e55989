package io.countersign.domain.calendar;

import io.countersign.domain.calendar.WindowState.State;
import io.countersign.domain.calendar.rule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All states of the targets that the same calendars are about, one after the other: freeze before
 * blackout before window; of several windows one is enough.
 *
 * @param phases by start; the first has begun always
 */
record StateTimeline(List<Phase> phases) {
  /**
   * @param start null for always
   * @param end null for never, as far as is computed
   */
  record Phase(
      State state, @Nullable CalendarId calendar, @Nullable Instant start, @Nullable Instant end) {
    /** From then on at the earliest. */
    Instant from(Instant at) {
      return start == null || start.isBefore(at) ? at : start;
    }

    boolean startsAfter(Instant at) {
      return start != null && start.isAfter(at);
    }
  }

  static StateTimeline of(List<Timeline> calendars) {
    var horizon = calendars.stream().map(Timeline::horizon).min(Comparator.naturalOrder());
    var bounds = new TreeSet<Instant>();
    calendars.stream()
        .flatMap(it -> it.spans().all().stream())
        .flatMap(it -> Stream.of(it.start(), it.end()))
        .filter(it -> horizon.isPresent() && it.isBefore(horizon.get()))
        .forEach(bounds::add);
    var sweep = new Sweep(calendars);
    var phases = new ArrayList<Phase>();
    append(phases, sweep.at(Instant.MIN), null);
    bounds.forEach(it -> append(phases, sweep.at(it), it));
    return new StateTimeline(phases);
  }

  private static void append(List<Phase> phases, Said said, @Nullable Instant from) {
    var last = phases.isEmpty() ? null : phases.getLast();
    if (last != null && last.state() == said.state()) {
      return;
    }
    if (last != null) {
      phases.set(phases.size() - 1, new Phase(last.state(), last.calendar(), last.start(), from));
    }
    phases.add(new Phase(said.state(), said.calendar(), from, null));
  }

  /** What holds, and by which calendar. */
  private record Said(State state, @Nullable CalendarId calendar) {}

  /** Reads each calendar's spans once, in order, as the instants that it's asked for go on. */
  private static final class Sweep {
    private final List<Timeline> calendars;
    private final int[] next;

    Sweep(List<Timeline> calendars) {
      this.calendars =
          calendars.stream().sorted(Comparator.comparing(Timeline::kind).reversed()).toList();
      this.next = new int[calendars.size()];
    }

    Said at(Instant at) {
      boolean windows = false;
      for (int i = 0; i < next.length; i++) {
        var calendar = calendars.get(i);
        windows |= calendar.kind() == CalendarKind.WINDOW;
        if (holds(i, at)) {
          return new Said(state(calendar.kind()), calendar.id());
        }
      }
      return new Said(windows ? State.CLOSED : State.OPEN, null);
    }

    private boolean holds(int calendar, Instant at) {
      List<Span> spans = calendars.get(calendar).spans().all();
      while (next[calendar] < spans.size() && !spans.get(next[calendar]).end().isAfter(at)) {
        next[calendar]++;
      }
      return next[calendar] < spans.size() && spans.get(next[calendar]).contains(at);
    }

    private static State state(CalendarKind kind) {
      return switch (kind) {
        case WINDOW -> State.OPEN;
        case BLACKOUT -> State.BLACKED_OUT;
        case FREEZE -> State.FROZEN;
      };
    }
  }

  WindowState at(Instant at) {
    int now = phase(at);
    var phase = phases.get(now);
    return new WindowState(
        phase.state(),
        phase.calendar(),
        phase.start(),
        phase.end(),
        phase.end() == null ? null : phases.get(now + 1).state(),
        opensAt(now, at));
  }

  private @Nullable Instant opensAt(int from, Instant at) {
    if (phases.get(from).state() == State.OPEN) {
      return at;
    }
    return phases.subList(from, phases.size()).stream()
        .filter(it -> it.state() == State.OPEN)
        .findFirst()
        .map(Phase::start)
        .orElse(null);
  }

  Optional<Instant> opensFor(Duration needed, Instant at) {
    return phases.subList(phase(at), phases.size()).stream()
        .filter(it -> it.state() == State.OPEN)
        .filter(it -> it.end() == null || !it.from(at).plus(needed).isAfter(it.end()))
        .findFirst()
        .map(it -> it.from(at));
  }

  private int phase(Instant at) {
    int low = 0;
    int high = phases.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (phases.get(middle).startsAfter(at)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }
}
