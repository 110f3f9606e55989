package io.countersign.domain.testing;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;

/** Services of one environment, and which calls which. */
public final class CatalogFixtures {
  private CatalogFixtures() {}

  public static EntityId service(String name) {
    return EntityId.service("rig", name);
  }

  public static Entity entity(String name, int tier) {
    return entity(service(name), tier);
  }

  /** Users don't come in there. */
  public static Entity entity(EntityId id, int tier) {
    return new Entity(id, "team", tier, false);
  }

  public static Relation calls(String from, String to) {
    return calls(service(from), service(to));
  }

  public static Relation calls(EntityId from, EntityId to) {
    return new Relation(Relation.Kind.CALLS, from, to);
  }
}
