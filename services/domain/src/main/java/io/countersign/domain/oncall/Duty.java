package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plan of who has the duty when, which a layer counts on at some hours. */
public sealed interface Duty permits Rotation, ImportedDuty {
  /** Who has it then; empty where it says nobody. */
  Optional<PrincipalId> at(Instant at);

  /** The instants of a time at which that may change; it doesn't at any other. */
  Collection<Instant> changes(Span within);

  /** All whom it may name, sorted. */
  List<PrincipalId> people();

  /**
   * The same without some, whose place the next takes where there is an order; nobody else's shifts
   * move.
   *
   * @return empty where nobody is left
   */
  Optional<Duty> without(Set<PrincipalId> gone);
}
