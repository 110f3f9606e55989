package io.countersign.domain.oncall;

import io.countersign.domain.calendar.rule.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of some days of the week, by the clock of a zone. Those that end as they begin, or before,
 * end on the next day; local times that come twice or never are read as calendars read them.
 *
 * @param days on which they begin; at least one
 */
public record LocalHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  public LocalHours {
    days = Set.copyOf(days);
  }

  public boolean contains(Instant at) {
    return spans(new Span(at, at.plusNanos(1))).anyMatch(it -> it.contains(at));
  }

  /** The instants of a time at which they begin or end. */
  public List<Instant> changes(Span within) {
    return spans(within).flatMap(it -> Stream.of(it.start(), it.end())).toList();
  }

  private Stream<Span> spans(Span within) {
    var first = LocalDate.ofInstant(within.start(), zone).minusDays(2);
    var last = LocalDate.ofInstant(within.end(), zone).plusDays(2);
    return first
        .datesUntil(last)
        .filter(it -> days.contains(it.getDayOfWeek()))
        .map(this::on)
        .filter(it -> it.overlaps(within));
  }

  private Span on(LocalDate day) {
    var end = to.isAfter(from) ? day : day.plusDays(1);
    return new Span(
        day.atTime(from).atZone(zone).toInstant(), end.atTime(to).atZone(zone).toInstant());
  }
}
