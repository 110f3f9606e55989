package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Shifts that another tool planned, as calendars. Where they overlap, the one that began last
 * counts, as somebody took it over; of two that began together, the person whose id is first.
 *
 * @param shifts of each person, by the rules of calendars
 */
public record ImportedDuty(Map<PrincipalId, List<CalendarEntry>> shifts) implements Duty {
  private record Shift(Span span, PrincipalId person) {}

  public ImportedDuty {
    shifts = Map.copyOf(shifts);
  }

  @Override
  public Optional<PrincipalId> at(Instant at) {
    return within(new Span(at, at.plusNanos(1)))
        .max(
            Comparator.comparing((Shift it) -> it.span().start())
                .thenComparing(it -> it.person().value(), Comparator.reverseOrder()))
        .map(Shift::person);
  }

  @Override
  public List<Instant> changes(Span within) {
    return within(within).flatMap(it -> Stream.of(it.span().start(), it.span().end())).toList();
  }

  @Override
  public List<PrincipalId> people() {
    return shifts.keySet().stream().sorted(Comparator.comparing(PrincipalId::value)).toList();
  }

  @Override
  public Optional<Duty> without(Set<PrincipalId> gone) {
    var left =
        new TreeMap<PrincipalId, List<CalendarEntry>>(Comparator.comparing(PrincipalId::value));
    left.putAll(shifts);
    left.keySet().removeAll(gone);
    return left.isEmpty() ? Optional.empty() : Optional.of(new ImportedDuty(left));
  }

  private Stream<Shift> within(Span asked) {
    var sorted = new TreeMap<String, Collection<Shift>>();
    shifts.forEach(
        (person, entries) ->
            sorted.put(
                person.value(),
                entries.stream()
                    .flatMap(it -> Occurrences.of(it, asked.start(), asked.end()).stream())
                    .map(it -> new Shift(it, person))
                    .toList()));
    return sorted.values().stream().flatMap(Collection::stream);
  }
}
