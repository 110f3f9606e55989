package io.countersign.ledger.catalog;

import static java.util.Map.entry;

import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code catalog}: entities and what depends on what. */
public final class CatalogCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            CatalogEvent.class,
            Map.ofEntries(
                entry(CatalogEvent.EntityDeclared.class, "catalog.entity-declared"),
                entry(CatalogEvent.EntityRetired.class, "catalog.entity-retired"),
                entry(CatalogEvent.RelationDeclared.class, "catalog.relation-declared"),
                entry(CatalogEvent.RelationRetired.class, "catalog.relation-retired"))));
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(EntityId.class, EntityId::parse));
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(new CatalogFactTable()), List.of(new CatalogFactsProvider()));
  }
}
