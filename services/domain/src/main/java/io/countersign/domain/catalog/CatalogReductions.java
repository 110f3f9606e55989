package io.countersign.domain.catalog;

import io.countersign.domain.catalog.CatalogEvent.EntityRetired;
import io.countersign.domain.catalog.CatalogEvent.RelationRetired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The part of a change of the catalogue by which policy would ask less than before: what is to go,
 * and what is to matter less. It waits for a second person, while the rest is taken.
 */
public record CatalogReductions(
    List<EntityId> removed, List<LessImportant> lowered, List<Relation> relations) {
  /**
   * @param tier the one that is wanted
   */
  public record LessImportant(EntityId entity, int tier) {}

  public CatalogReductions {
    removed = List.copyOf(removed);
    lowered = List.copyOf(lowered);
    relations = List.copyOf(relations);
  }

  /** Of these two catalogues, in the order of the events that would do it. */
  public static CatalogReductions between(Inventory current, Inventory wanted) {
    var removed = new ArrayList<EntityId>();
    var relations = new ArrayList<Relation>();
    for (var event : CatalogChanges.between(current, wanted)) {
      if (event instanceof EntityRetired(var id)) {
        removed.add(id);
      } else if (event instanceof RelationRetired(var relation)) {
        relations.add(relation);
      }
    }
    var tiers = tiers(current);
    var lowered =
        wanted.entities().stream()
            .filter(it -> it.tier() > tiers.getOrDefault(it.id(), it.tier()))
            .map(it -> new LessImportant(it.id(), it.tier()))
            .sorted((a, b) -> a.entity().compareTo(b.entity()))
            .toList();
    return new CatalogReductions(removed, lowered, relations);
  }

  private static Map<EntityId, Integer> tiers(Inventory inventory) {
    var tiers = new HashMap<EntityId, Integer>();
    inventory.entities().forEach(it -> tiers.put(it.id(), it.tier()));
    return tiers;
  }

  public int count() {
    return removed.size() + lowered.size() + relations.size();
  }

  /** What is wanted, without these. */
  public Inventory withheldFrom(Inventory wanted, Inventory current) {
    var tiers = tiers(current);
    var held = new HashSet<>(lowered.stream().map(LessImportant::entity).toList());
    var entities = new ArrayList<Entity>();
    for (var it : wanted.entities()) {
      entities.add(held.contains(it.id()) ? tier(it, tiers.getOrDefault(it.id(), it.tier())) : it);
    }
    current.entities().stream().filter(it -> removed.contains(it.id())).forEach(entities::add);
    var related = new ArrayList<>(wanted.relations());
    related.addAll(relations);
    return new Inventory(entities, related);
  }

  /** What is there, reduced by as much of these as still applies. */
  public Inventory appliedTo(Inventory current) {
    var wanted = new HashMap<EntityId, Integer>();
    lowered.forEach(it -> wanted.put(it.entity(), it.tier()));
    var gone = new HashSet<>(removed);
    var entities =
        current.entities().stream()
            .filter(it -> !gone.contains(it.id()))
            .map(it -> tier(it, Math.max(it.tier(), wanted.getOrDefault(it.id(), it.tier()))))
            .toList();
    var over = new HashSet<>(relations);
    return new Inventory(
        entities, current.relations().stream().filter(it -> !over.contains(it)).toList());
  }

  private static Entity tier(Entity it, int tier) {
    return new Entity(it.id(), it.owner(), tier, it.entryPoint());
  }

  /** In words: how many of each kind, then one by one, what goes before what matters less. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    if (count() > 1) {
      lines.add(
          count()
              + (" in all: entities that go " + removed.size())
              + (", relations that end " + relations.size())
              + (", tiers lowered " + lowered.size()));
    }
    removed.forEach(it -> lines.add(it + " goes"));
    relations.forEach(it -> lines.add(it.from() + " no longer " + word(it.kind()) + " " + it.to()));
    lowered.forEach(it -> lines.add(it.entity() + " becomes tier " + it.tier()));
    return lines;
  }

  private static String word(Relation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
