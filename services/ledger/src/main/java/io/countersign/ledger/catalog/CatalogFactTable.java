package io.countersign.ledger.catalog;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.Relation;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;

/** The catalogue as it stands, for whoever replaces it. */
public final class CatalogFactTable implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof CatalogEvent it) {
      write(it, context.at(), sql);
    }
  }

  private static void write(CatalogEvent event, Instant at, SqlConnection sql) {
    switch (event) {
      case CatalogEvent.EntityDeclared(Entity entity) -> {
        CatalogPastTable.declared(entity, at, sql);
        sql.execute(
            """
            insert into catalog_entity (entity, declared) values (?, ?)
            on conflict (entity) do update set declared = excluded.declared\
            """,
            entity.id().toString(),
            DomainJson.write(entity));
      }
      case CatalogEvent.EntityRetired(var id) -> {
        CatalogPastTable.retired(id, at, sql);
        sql.execute("delete from catalog_entity where entity = ?", id.toString());
      }
      case CatalogEvent.RelationDeclared(Relation it) ->
          sql.execute(
              """
              insert into catalog_relation (kind, from_entity, to_entity) values (?, ?, ?)
              on conflict do nothing\
              """,
              it.kind().name(),
              it.from().toString(),
              it.to().toString());
      case CatalogEvent.RelationRetired(Relation it) -> {
        CatalogPastTable.retired(it, at, sql);
        sql.execute(
            "delete from catalog_relation where kind = ? and from_entity = ? and to_entity = ?",
            it.kind().name(),
            it.from().toString(),
            it.to().toString());
      }
    }
  }
}
