package io.countersign.connectors.canonical;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.Relation;
import java.util.List;

/**
 * A whole catalogue, as it's wanted.
 *
 * @param entities each id once
 * @param relations each once; they may name entities that aren't declared
 */
public record CatalogContent(List<Entity> entities, List<Relation> relations) {
  public CatalogContent {
    entities = List.copyOf(entities);
    relations = List.copyOf(relations);
  }
}
