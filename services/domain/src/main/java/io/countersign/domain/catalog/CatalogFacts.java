package io.countersign.domain.catalog;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.access.Reach;

/** The facts of the catalogue that roles within bounds depend on. */
public interface CatalogFacts extends CapabilityFacts {
  /** The team that answers for an entity; empty where the catalogue doesn't know it. */
  String owner(EntityId entity);

  /**
   * What is touched with an entity.
   *
   * @param actionClass empty where nothing is done to it
   */
  default Reach reach(EntityId entity, String actionClass) {
    return reach(entity, owner(entity), actionClass);
  }

  /** The same of one whose owner is known; empty for none. */
  static Reach reach(EntityId entity, String owner, String actionClass) {
    var service = entity.kind().equals(EntityId.SERVICE) ? entity.name() : "";
    return new Reach(owner, entity.environment(), service, actionClass);
  }
}
