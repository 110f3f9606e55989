package io.countersign.domain.incident.title;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ObservedHealth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a title is made of: what is on record, and by the catalogue where users come in.
 *
 * @param alert name of the first alert
 * @param entity what that is about
 * @param summary its own words; null where it has none, or they were erased
 * @param alerting what all alerts are about
 * @param over whether nothing of it goes on: it's closed, or none of its alerts fires
 * @param entryPoints where users come in and what alerts is needed
 * @param diagnosis the last one; null before the first
 */
public record TitleFacts(
    String alert,
    EntityId entity,
    @Nullable String summary,
    List<EntityId> alerting,
    boolean over,
    List<EntityId> entryPoints,
    @Nullable Diagnosis diagnosis) {
  public TitleFacts {
    alerting = List.copyOf(alerting);
    entryPoints = List.copyOf(entryPoints);
  }

  /** What was measured; empty where nobody looked yet, or where that wasn't kept. */
  Optional<List<ObservedHealth>> observed() {
    return Optional.ofNullable(diagnosis).map(Diagnosis::observed);
  }

  /** What was measured of where users come in. */
  List<ObservedHealth> usersSide() {
    return observed().orElse(List.of()).stream()
        .filter(it -> entryPoints.contains(it.entity()))
        .toList();
  }

  Optional<Cause> cause() {
    return Optional.ofNullable(diagnosis).flatMap(Diagnosis::cause);
  }

  boolean isBlamed(EntityId it) {
    return cause().filter(cause -> cause.entity().equals(it)).isPresent();
  }
}
