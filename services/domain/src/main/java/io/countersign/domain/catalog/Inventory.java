package io.countersign.domain.catalog;

import java.util.List;

/** All that a catalogue says: what there is and what depends on what. */
public record Inventory(List<Entity> entities, List<Relation> relations) {
  public static final Inventory EMPTY = new Inventory(List.of(), List.of());

  public Inventory {
    entities = List.copyOf(entities);
    relations = List.copyOf(relations);
  }

  public Topology topology() {
    return new Topology(entities, relations);
  }
}
