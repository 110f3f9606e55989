package io.countersign.domain.catalog;

import io.countersign.domain.Event;

/** Facts with a key: one record, one event, nothing to refuse. */
public sealed interface CatalogEvent extends Event {
  record EntityDeclared(Entity entity) implements CatalogEvent {}

  record EntityRetired(EntityId entity) implements CatalogEvent {}

  record RelationDeclared(Relation relation) implements CatalogEvent {}

  record RelationRetired(Relation relation) implements CatalogEvent {}
}
