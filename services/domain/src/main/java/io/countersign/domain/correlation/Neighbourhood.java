package io.countersign.domain.correlation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entities around one. A whole and its parts are one thing here: going up to a whole or down to
 * a part is no distance, every other relation is one. But what merely are parts of one whole are
 * not near: from up to down it takes a relation in between.
 *
 * @param below what it depends on, with the distance; itself at 0
 * @param above what depends on it, with the distance; itself at 0
 */
record Neighbourhood(Map<EntityId, Integer> below, Map<EntityId, Integer> above) {
  /** How an entity was come to. */
  private enum Way {
    RELATION,
    TO_A_WHOLE,
    TO_A_PART
  }

  private record Stop(EntityId entity, Way way) {}

  static Neighbourhood of(EntityId entity, Topology topology, int furthest) {
    return new Neighbourhood(
        new Search(
                topology, furthest, it -> without(topology.dependencies(it), topology.wholes(it)))
            .from(entity),
        new Search(topology, furthest, it -> without(topology.dependents(it), topology.parts(it)))
            .from(entity));
  }

  private static List<EntityId> without(List<EntityId> all, List<EntityId> left) {
    return left.isEmpty() ? all : all.stream().filter(it -> !left.contains(it)).toList();
  }

  Set<EntityId> all() {
    return Stream.of(below, above).flatMap(it -> it.keySet().stream()).collect(Collectors.toSet());
  }

  /** Shortest ways first: steps of no distance go to the front of the queue. */
  private static final class Search {
    private final Topology topology;
    private final int furthest;
    private final Function<EntityId, List<EntityId>> onwards;
    private final Map<Stop, Integer> found = new HashMap<>();
    private final ArrayDeque<Stop> queue = new ArrayDeque<>();

    Search(Topology topology, int furthest, Function<EntityId, List<EntityId>> onwards) {
      this.topology = topology;
      this.furthest = furthest;
      this.onwards = onwards;
    }

    Map<EntityId, Integer> from(EntityId start) {
      arrive(new Stop(start, Way.RELATION), 0);
      while (!queue.isEmpty()) {
        leave(queue.removeFirst());
      }
      var nearest = new HashMap<EntityId, Integer>();
      found.forEach((stop, distance) -> nearest.merge(stop.entity(), distance, Math::min));
      return nearest;
    }

    private void leave(Stop here) {
      int distance = found.getOrDefault(here, 0);
      if (here.way() != Way.TO_A_PART) {
        topology
            .wholes(here.entity())
            .forEach(whole -> arrive(new Stop(whole, Way.TO_A_WHOLE), distance));
      }
      if (here.way() != Way.TO_A_WHOLE) {
        topology
            .parts(here.entity())
            .forEach(part -> arrive(new Stop(part, Way.TO_A_PART), distance));
      }
      if (distance < furthest) {
        onwards
            .apply(here.entity())
            .forEach(next -> arrive(new Stop(next, Way.RELATION), distance + 1));
      }
    }

    private void arrive(Stop stop, int distance) {
      var known = found.get(stop);
      if (known != null && known <= distance) {
        return;
      }
      found.put(stop, distance);
      if (stop.way() == Way.RELATION) {
        queue.addLast(stop);
      } else {
        queue.addFirst(stop);
      }
    }
  }
}
