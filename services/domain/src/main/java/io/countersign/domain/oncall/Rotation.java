package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Shifts of the same length, one person after the other. Handovers go by the clock on the wall: one
 * at 09:00 stays at 09:00 all the year, and the shifts over a change of the clock are an hour
 * shorter or longer. As with calendars, a handover whose local time comes twice is the first of the
 * two, and one whose time never comes is read with the offset before the gap.
 *
 * @param participants in their order; at least one
 * @param start the local time of the first handover; before it nobody has the duty
 * @param hours how long a shift is by the clock, 1 to 8,760
 * @param zone in which handovers are local
 */
public record Rotation(List<PrincipalId> participants, LocalDateTime start, int hours, ZoneId zone)
    implements Duty {
  private static final int MOST_HOURS = 8_760;

  /** The clock was never put forward by more than a day. */
  private static final int LONGEST_GAP = 26;

  public Rotation {
    participants = List.copyOf(participants);
    if (participants.isEmpty()) {
      throw new IllegalArgumentException("a rotation has somebody");
    }
    if (hours < 1 || hours > MOST_HOURS) {
      throw new IllegalArgumentException("a shift has 1 to 8760 hours");
    }
  }

  @Override
  public Optional<PrincipalId> at(Instant at) {
    long shift = shift(at);
    return shift < 0
        ? Optional.empty()
        : Optional.of(participants.get((int) (shift % participants.size())));
  }

  @Override
  public List<Instant> changes(Span within) {
    var changes = new ArrayList<Instant>();
    long last = shift(within.end());
    for (long i = Math.max(0, shift(within.start())); i <= last; i++) {
      changes.add(handover(i));
    }
    return changes;
  }

  @Override
  public List<PrincipalId> people() {
    return participants.stream().distinct().toList();
  }

  @Override
  public Optional<Duty> without(Set<PrincipalId> gone) {
    if (gone.containsAll(participants)) {
      return Optional.empty();
    }
    var left = IntStream.range(0, participants.size()).mapToObj(it -> firstFrom(it, gone)).toList();
    return Optional.of(new Rotation(left, start, hours, zone));
  }

  private PrincipalId firstFrom(int place, Set<PrincipalId> gone) {
    var from = place;
    while (gone.contains(participants.get(from))) {
      from = (from + 1) % participants.size();
    }
    return participants.get(from);
  }

  /** The number of the last shift that has begun by then; less than 0 before the first. */
  private long shift(Instant at) {
    long passed = ChronoUnit.HOURS.between(start, LocalDateTime.ofInstant(at, zone));
    long shift = Math.floorDiv(passed, (long) hours) + 1 + LONGEST_GAP / hours;
    while (shift >= 0 && handover(shift).isAfter(at)) {
      shift--;
    }
    return shift;
  }

  private Instant handover(long shift) {
    return start.plusHours(shift * hours).atZone(zone).toInstant();
  }
}
