package io.countersign.domain.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The strictest that the catalogue was within the last day, where it's less strict now. Who lowers
 * a tier, moves a service or cuts a relation doesn't lower what a plan of today takes.
 *
 * @param tiers the lowest number of each entity whose number was lower, or that is gone
 * @param relations that are gone
 */
public record CatalogPast(Map<EntityId, Integer> tiers, List<Relation> relations) {
  public CatalogPast {
    tiers = Map.copyOf(tiers);
    relations = List.copyOf(relations);
  }

  /** The tier that counts. */
  public int tier(EntityId entity, int now) {
    return Math.min(now, tiers.getOrDefault(entity, now));
  }

  /** What depended on it until lately and doesn't any more. */
  public Set<EntityId> formerlyAbove(EntityId entity, Topology now, List<Relation> current) {
    if (relations.isEmpty()) {
      return Set.of();
    }
    var all = new ArrayList<>(current);
    all.addAll(relations);
    var before = new TreeSet<>(new Topology(now.entities(), all).above(entity).keySet());
    before.removeAll(now.above(entity).keySet());
    return before;
  }

  /** The environments that something of this kind and name was in until lately, and is no more. */
  public Set<String> formerEnvironments(EntityId entity, Topology now) {
    var former = new TreeSet<String>();
    tiers.keySet().stream()
        .filter(it -> it.kind().equals(entity.kind()) && it.name().equals(entity.name()))
        .filter(it -> now.entity(it).isEmpty())
        .map(EntityId::environment)
        .filter(it -> !it.equals(entity.environment()))
        .forEach(former::add);
    return former;
  }
}
