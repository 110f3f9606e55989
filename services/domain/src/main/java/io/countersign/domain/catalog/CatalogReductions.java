package io.countersign.domain.catalog;

import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.CatalogEvent.EntityRetired;
import io.countersign.domain.catalog.CatalogEvent.RelationRetired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a change of the catalogue by which policy would ask less than before, or others: what
 * is to go, what is to matter less, and what another team is to answer for in production, since
 * with that it leaves some rights, halts and freezes and comes under others. It waits for a second
 * person, while the rest is taken.
 *
 * @param moved null for none
 */
public record CatalogReductions(
    List<EntityId> removed,
    List<LessImportant> lowered,
    List<Relation> relations,
    @Nullable List<Moved> moved) {
  /**
   * @param tier the one that is wanted
   */
  public record LessImportant(EntityId entity, int tier) {}

  /**
   * @param from who answers for it until then
   */
  public record Moved(EntityId entity, String from, String owner) {}

  public CatalogReductions {
    removed = List.copyOf(removed);
    lowered = List.copyOf(lowered);
    relations = List.copyOf(relations);
    moved = moved == null || moved.isEmpty() ? null : List.copyOf(moved);
  }

  /** What another team is to answer for. */
  public List<Moved> moves() {
    return moved == null ? List.of() : moved;
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
    return new CatalogReductions(removed, lowered, relations, moved(current, wanted));
  }

  private static List<Moved> moved(Inventory current, Inventory wanted) {
    var owners = owners(current);
    return wanted.entities().stream()
        .filter(it -> Scope.isProduction(it.id().environment()))
        .map(it -> new Moved(it.id(), owners.getOrDefault(it.id(), it.owner()), it.owner()))
        .filter(it -> !it.from().equals(it.owner()))
        .sorted((a, b) -> a.entity().compareTo(b.entity()))
        .toList();
  }

  private static Map<EntityId, String> owners(Inventory inventory) {
    var owners = new HashMap<EntityId, String>();
    inventory.entities().forEach(it -> owners.put(it.id(), it.owner()));
    return owners;
  }

  private static Map<EntityId, Integer> tiers(Inventory inventory) {
    var tiers = new HashMap<EntityId, Integer>();
    inventory.entities().forEach(it -> tiers.put(it.id(), it.tier()));
    return tiers;
  }

  public int count() {
    return removed.size() + lowered.size() + relations.size() + moves().size();
  }

  /** What is wanted, without these. */
  public Inventory withheldFrom(Inventory wanted, Inventory current) {
    var tiers = tiers(current);
    var owners = new HashMap<EntityId, String>();
    moves().forEach(it -> owners.put(it.entity(), it.from()));
    var held = new HashSet<>(lowered.stream().map(LessImportant::entity).toList());
    var entities = new ArrayList<Entity>();
    for (var it : wanted.entities()) {
      int tier = held.contains(it.id()) ? tiers.getOrDefault(it.id(), it.tier()) : it.tier();
      entities.add(with(it, owners.getOrDefault(it.id(), it.owner()), tier));
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
    var moves = new HashMap<EntityId, Moved>();
    moves().forEach(it -> moves.put(it.entity(), it));
    var gone = new HashSet<>(removed);
    var entities =
        current.entities().stream()
            .filter(it -> !gone.contains(it.id()))
            .map(
                it ->
                    with(
                        it,
                        owner(it, moves.get(it.id())),
                        Math.max(it.tier(), wanted.getOrDefault(it.id(), it.tier()))))
            .toList();
    var over = new HashSet<>(relations);
    return new Inventory(
        entities, current.relations().stream().filter(it -> !over.contains(it)).toList());
  }

  /** What moved otherwise meanwhile stays where it is. */
  private static String owner(Entity it, @Nullable Moved move) {
    return move != null && move.from().equals(it.owner()) ? move.owner() : it.owner();
  }

  private static Entity with(Entity it, String owner, int tier) {
    return new Entity(it.id(), owner, tier, it.entryPoint());
  }

  /** In words: how many of each kind, then one by one, what goes before what matters less. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    if (count() > 1) {
      lines.add(
          count()
              + (" in all: entities that go " + removed.size())
              + (", relations that end " + relations.size())
              + (", tiers lowered " + lowered.size())
              + (moves().isEmpty() ? "" : ", owners changed " + moves().size()));
    }
    removed.forEach(it -> lines.add(it + " goes"));
    relations.forEach(it -> lines.add(it.from() + " no longer " + word(it.kind()) + " " + it.to()));
    moves()
        .forEach(
            it ->
                lines.add(
                    "%s goes from %s to %s, with the rights, halts and freezes of its team"
                        .formatted(it.entity(), team(it.from()), team(it.owner()))));
    lowered.forEach(it -> lines.add(it.entity() + " becomes tier " + it.tier()));
    return lines;
  }

  private static String team(String owner) {
    return owner.isEmpty() ? "nobody" : owner;
  }

  private static String word(Relation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
