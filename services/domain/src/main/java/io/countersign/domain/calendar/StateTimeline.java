package io.countersign.domain.calendar;

import io.countersign.domain.calendar.WindowState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All states of the targets that the same calendars are about, one after the other: freeze before
 * blackout before window. Of the windows that are about the same scope one is enough; of those
 * about different ones, such as the organisation and a team, each has to be open.
 *
 * @param phases by start; the first has begun always
 * @param sayers which calendar says so, by when it begins to; several may, one after the other
 */
record StateTimeline(List<Phase> phases, NavigableMap<Instant, Optional<CalendarId>> sayers) {
  /**
   * @param start null for always
   * @param end null for never, as far as is computed
   */
  record Phase(State state, @Nullable Instant start, @Nullable Instant end) {
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
    var sweep = new StateSweep(calendars);
    var phases = new ArrayList<Phase>();
    var sayers = new TreeMap<Instant, Optional<CalendarId>>();
    bounds.add(Instant.MIN);
    for (var bound : bounds) {
      var said = sweep.at(bound);
      append(phases, said.state(), bound.equals(Instant.MIN) ? null : bound);
      sayers.put(bound, Optional.ofNullable(said.calendar()));
    }
    return new StateTimeline(phases, sayers);
  }

  private static void append(List<Phase> phases, State state, @Nullable Instant from) {
    var last = phases.isEmpty() ? null : phases.getLast();
    if (last != null && last.state() == state) {
      return;
    }
    if (last != null) {
      phases.set(phases.size() - 1, new Phase(last.state(), last.start(), from));
    }
    phases.add(new Phase(state, from, null));
  }

  WindowState at(Instant at) {
    int now = phase(at);
    var phase = phases.get(now);
    return new WindowState(
        phase.state(),
        sayers.floorEntry(at).getValue().orElse(null),
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
