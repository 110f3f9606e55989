package io.countersign.domain.conversation;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An incident as the rules of channels look at it, at the moment when it's first told.
 *
 * @param entities what its alerts are about, and what is blamed
 * @param teams that own them by the catalogue
 * @param severity the worst of its alerts'
 */
public record RoutedIncident(Set<EntityId> entities, Set<String> teams, Severity severity) {
  public RoutedIncident {
    entities = Set.copyOf(entities);
    teams = Set.copyOf(teams);
  }

  /** Blank teams count as none. */
  public static RoutedIncident of(
      Collection<EntityId> entities, Collection<String> owners, Severity severity) {
    return new RoutedIncident(
        Set.copyOf(entities),
        owners.stream().filter(it -> !it.isBlank()).collect(Collectors.toUnmodifiableSet()),
        severity);
  }

  boolean isAbout(String service) {
    return entities.stream().anyMatch(it -> it.name().equals(service));
  }

  boolean isIn(String environment) {
    return entities.stream().anyMatch(it -> it.environment().equals(environment));
  }
}
