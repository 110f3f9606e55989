package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One layer of a schedule.
 *
 * @param name unique within the schedule
 * @param hours at which it counts; none for always
 */
public record Layer(String name, Duty duty, List<LocalHours> hours) {
  public Layer {
    hours = List.copyOf(hours);
  }

  Optional<OnCall.Somebody> at(Instant at) {
    return counts(at) ? duty.at(at).map(it -> new OnCall.Somebody(it, name)) : Optional.empty();
  }

  Stream<Instant> changes(Span within) {
    return Stream.concat(
        duty.changes(within).stream(), hours.stream().flatMap(it -> it.changes(within).stream()));
  }

  List<PrincipalId> people() {
    return duty.people();
  }

  Optional<Layer> without(Set<PrincipalId> gone) {
    return duty.without(gone).map(it -> new Layer(name, it, hours));
  }

  private boolean counts(Instant at) {
    return hours.isEmpty() || hours.stream().anyMatch(it -> it.contains(at));
  }
}
