package io.countersign.domain.incident;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The harm that an incident does to users, by the catalogue of now: worked out whenever it's read,
 * so it grows with the alerts.
 *
 * @param entryPoints where users come in and what fails is needed, the nearest first
 * @param tier of the most important entity that fails or is reached, 1 to 4; empty if the catalogue
 *     knows none
 * @param objectives of which an alert says that they are being missed, sorted
 */
public record Impact(List<EntityId> entryPoints, OptionalInt tier, List<EntityId> objectives) {
  public Impact {
    entryPoints = List.copyOf(entryPoints);
    objectives = List.copyOf(objectives);
  }

  /**
   * @param failing what the alerts are about
   * @param burning those of them of which an alert says that the objective is being missed
   */
  public static Impact of(
      Collection<EntityId> failing, Collection<EntityId> burning, Topology topology) {
    var byDistance = new TreeMap<Integer, Set<EntityId>>();
    for (var entity : failing) {
      byDistance.computeIfAbsent(0, _ -> new LinkedHashSet<>()).add(entity);
      topology
          .above(entity)
          .forEach(
              (above, distance) ->
                  byDistance.computeIfAbsent(distance, _ -> new LinkedHashSet<>()).add(above));
    }
    var reached =
        byDistance.values().stream()
            .flatMap(it -> it.stream().sorted())
            .distinct()
            .flatMap(it -> topology.entity(it).stream())
            .filter(Entity::entryPoint)
            .toList();
    var concerned =
        Stream.concat(
            failing.stream().flatMap(it -> topology.entity(it).stream()), reached.stream());
    return new Impact(
        reached.stream().map(Entity::id).toList(),
        concerned.mapToInt(Entity::tier).min(),
        burning.stream().distinct().sorted().toList());
  }

  /** One sentence, such as {@code Users of frontend (tier 1); misses the objective of frontend}. */
  public String summary() {
    var text =
        entryPoints.isEmpty()
            ? "No entry point of users is known to need it"
            : "Users of " + names(entryPoints);
    var important = tier.isPresent() ? text + " (tier " + tier.getAsInt() + ")" : text;
    return objectives.isEmpty()
        ? important
        : important + "; misses the objective of " + names(objectives);
  }

  private static String names(List<EntityId> entities) {
    return String.join(", ", entities.stream().map(EntityId::name).toList());
  }
}
