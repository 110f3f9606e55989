package io.countersign.server.catalog;

import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to the catalogue. */
@Component
final class CatalogEventTexts implements EventTexts<CatalogEvent> {
  @Override
  public Class<CatalogEvent> vocabulary() {
    return CatalogEvent.class;
  }

  @Override
  public String text(CatalogEvent event) {
    return switch (event) {
      case CatalogEvent.EntityDeclared(var entity) -> declared(entity);
      case CatalogEvent.EntityRetired(var entity) -> "Catalogue: " + entity + " is gone";
      case CatalogEvent.RelationDeclared(var relation) -> "Catalogue: " + relation(relation);
      case CatalogEvent.RelationRetired(var relation) ->
          "Catalogue: no longer " + relation(relation);
    };
  }

  private static String declared(Entity entity) {
    return "Catalogue: " + entity.id() + ", tier " + entity.tier() + ", owned by " + entity.owner();
  }

  private static String relation(Relation relation) {
    EntityId to = relation.to();
    return relation.from().name() + " " + Phrases.plain(relation.kind()) + " " + to.name();
  }
}
