package io.countersign.domain.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The catalogue as a graph. Relations to or from an entity that isn't declared are kept. */
public final class Topology {
  private final Map<EntityId, Entity> entities = new LinkedHashMap<>();
  private final Map<EntityId, List<EntityId>> dependencies = new HashMap<>();
  private final Map<EntityId, List<EntityId>> dependents = new HashMap<>();
  private final Map<EntityId, List<EntityId>> hosts = new HashMap<>();
  private final Map<EntityId, List<EntityId>> wholes = new HashMap<>();
  private final Map<EntityId, List<EntityId>> parts = new HashMap<>();
  private final Map<EntityId, List<EntityId>> readers = new HashMap<>();

  public Topology(Collection<Entity> entities, Collection<Relation> relations) {
    entities.stream()
        .sorted(Comparator.comparing(Entity::id))
        .forEach(e -> this.entities.put(e.id(), e));
    relations.stream()
        .sorted(Comparator.comparing(Relation::toString))
        .forEach(
            r -> {
              dependencies.computeIfAbsent(r.from(), _ -> new ArrayList<>()).add(r.to());
              dependents.computeIfAbsent(r.to(), _ -> new ArrayList<>()).add(r.from());
              if (r.kind() == Relation.Kind.RUNS_ON) {
                hosts.computeIfAbsent(r.from(), _ -> new ArrayList<>()).add(r.to());
              }
              if (r.kind() == Relation.Kind.READS_FROM) {
                readers.computeIfAbsent(r.to(), _ -> new ArrayList<>()).add(r.from());
              }
              if (r.kind() == Relation.Kind.PART_OF) {
                wholes.computeIfAbsent(r.from(), _ -> new ArrayList<>()).add(r.to());
                parts.computeIfAbsent(r.to(), _ -> new ArrayList<>()).add(r.from());
              }
            });
  }

  public Optional<Entity> entity(EntityId id) {
    return Optional.ofNullable(entities.get(id));
  }

  public Collection<Entity> entities() {
    return List.copyOf(entities.values());
  }

  /** What it depends on directly. */
  public List<EntityId> dependencies(EntityId id) {
    return List.copyOf(dependencies.getOrDefault(id, List.of()));
  }

  /** What depends on it directly. */
  public List<EntityId> dependents(EntityId id) {
    return List.copyOf(dependents.getOrDefault(id, List.of()));
  }

  /** What takes from it directly: a queue fills up where its readers fail. */
  public List<EntityId> readers(EntityId id) {
    return List.copyOf(readers.getOrDefault(id, List.of()));
  }

  /** What it's directly a part of. */
  public List<EntityId> wholes(EntityId id) {
    return List.copyOf(wholes.getOrDefault(id, List.of()));
  }

  /** What is directly a part of it. */
  public List<EntityId> parts(EntityId id) {
    return List.copyOf(parts.getOrDefault(id, List.of()));
  }

  /** What it runs on, and what that runs on in turn, nearest first. */
  public List<EntityId> runsOn(EntityId id) {
    return List.copyOf(reach(id, hosts).keySet());
  }

  /**
   * Everything that it depends on, nearest first, without itself, with the distance in relations.
   */
  public Map<EntityId, Integer> below(EntityId id) {
    return reach(id, dependencies);
  }

  /**
   * Everything that depends on it, nearest first, without itself, with the distance in relations.
   */
  public Map<EntityId, Integer> above(EntityId id) {
    return reach(id, dependents);
  }

  /** How many relations lie between two entities if one depends on the other. */
  public OptionalInt distance(EntityId a, EntityId b) {
    if (a.equals(b)) {
      return OptionalInt.of(0);
    }
    var down = below(a).get(b);
    var up = above(a).get(b);
    if (down == null && up == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        Math.min(down == null ? Integer.MAX_VALUE : down, up == null ? Integer.MAX_VALUE : up));
  }

  private static Map<EntityId, Integer> reach(EntityId from, Map<EntityId, List<EntityId>> edges) {
    var found = new LinkedHashMap<EntityId, Integer>();
    var queue = new ArrayDeque<>(List.of(from));
    while (!queue.isEmpty()) {
      var here = queue.remove();
      int distance = found.getOrDefault(here, 0) + 1;
      for (var next : edges.getOrDefault(here, List.of())) {
        if (!next.equals(from) && found.putIfAbsent(next, distance) == null) {
          queue.add(next);
        }
      }
    }
    return found;
  }
}
