package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A schedule. Who is on call is a pure function of it and an instant: an override says so, else the
 * first of its layers that has somebody, else nobody.
 *
 * @param layers the most important first
 * @param overrides where several are of one instant, the last counts
 */
public record Schedule(String name, List<Layer> layers, List<DutyOverride> overrides) {
  /** Of what is listed at once; it bounds the work. */
  public static final Duration LONGEST = Duration.ofDays(370);

  private static final String OVERRIDE = "override";

  public Schedule {
    layers = List.copyOf(layers);
    overrides = List.copyOf(overrides);
  }

  /** Exactly one answer for every instant. */
  public OnCall at(Instant at) {
    return overridden(at)
        .or(() -> layers.stream().flatMap(it -> it.at(at).stream()).findFirst())
        .<OnCall>map(it -> it)
        .orElseGet(OnCall.Nobody::new);
  }

  /**
   * The whole of a time, in order and without a hole; what is the same on both sides of a change is
   * one.
   *
   * @throws IllegalArgumentException for more than {@link #LONGEST}
   */
  public List<Shift> between(Span asked) {
    if (Duration.between(asked.start(), asked.end()).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("at most " + LONGEST.toDays() + " days at once");
    }
    var shifts = new ArrayList<Shift>();
    var from = asked.start();
    for (var change : changes(asked)) {
      add(shifts, new Span(from, change));
      from = change;
    }
    add(shifts, new Span(from, asked.end()));
    return shifts;
  }

  /** Those times of it at which nobody is on call. */
  public List<Span> gaps(Span asked) {
    return between(asked).stream()
        .filter(it -> it.who() instanceof OnCall.Nobody)
        .map(Shift::span)
        .toList();
  }

  /** All whom it may name. */
  public List<PrincipalId> people() {
    return Stream.concat(
            layers.stream().flatMap(it -> it.people().stream()),
            overrides.stream().map(DutyOverride::person))
        .distinct()
        .toList();
  }

  /**
   * The same without some: the next of a rotation has their shifts, and else the next layer;
   * overrides that name them don't count.
   */
  public Schedule without(Set<PrincipalId> gone) {
    return new Schedule(
        name,
        layers.stream().flatMap(it -> it.without(gone).stream()).toList(),
        overrides.stream().filter(it -> !gone.contains(it.person())).toList());
  }

  private Optional<OnCall.Somebody> overridden(Instant at) {
    return overrides.reversed().stream()
        .filter(it -> it.span().contains(at))
        .findFirst()
        .map(it -> new OnCall.Somebody(it.person(), OVERRIDE));
  }

  /** Strictly within. */
  private TreeSet<Instant> changes(Span asked) {
    var changes = new TreeSet<Instant>();
    layers.stream().flatMap(it -> it.changes(asked)).forEach(changes::add);
    overrides.forEach(
        it -> {
          changes.add(it.span().start());
          changes.add(it.span().end());
        });
    changes.removeIf(it -> !it.isAfter(asked.start()) || !it.isBefore(asked.end()));
    return changes;
  }

  private void add(List<Shift> shifts, Span span) {
    if (span.isEmpty()) {
      return;
    }
    var who = at(span.start());
    var last = shifts.isEmpty() ? null : shifts.getLast();
    if (last != null && last.who().equals(who)) {
      shifts.set(shifts.size() - 1, new Shift(new Span(last.span().start(), span.end()), who));
    } else {
      shifts.add(new Shift(span, who));
    }
  }
}
