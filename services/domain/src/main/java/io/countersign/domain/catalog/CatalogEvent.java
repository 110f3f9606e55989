package io.countersign.domain.catalog;

import io.countersign.domain.StandaloneEvent;

/** A change of the catalogue: one declaration, one event, nothing to refuse. */
public sealed interface CatalogEvent extends StandaloneEvent {
  record EntityDeclared(Entity entity) implements CatalogEvent {}

  record EntityRetired(EntityId entity) implements CatalogEvent {}

  record RelationDeclared(Relation relation) implements CatalogEvent {}

  record RelationRetired(Relation relation) implements CatalogEvent {}
}
