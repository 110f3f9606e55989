package io.countersign.ledger.catalog;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Duration;
import java.time.Instant;

/** The catalogue's stricter past, for as long as policy looks back. */
final class CatalogPastTable {
  /** Longer than policy looks back, whatever the clocks say. */
  private static final Duration KEPT = Duration.ofDays(2);

  private CatalogPastTable() {}

  /**
   * It mattered more until now. What nobody had declared counted as mattering most; while there is
   * one administrator it's their first catalogue.
   */
  static void declared(Entity entity, Instant at, SqlConnection sql) {
    prune(at, sql);
    var id = entity.id().toString();
    sql.execute(
        """
        insert into catalog_past (entity, tier, until)
        select entity, (declared::jsonb ->> 'tier')::int, ? from catalog_entity
        where entity = ? and (declared::jsonb ->> 'tier')::int < ?\
        """,
        at,
        id,
        entity.tier());
    sql.execute(
        """
        insert into catalog_past (entity, tier, until)
        select ?, 1, ? where exists (select from bootstrap_ended)
          and not exists (select from catalog_entity where entity = ?)\
        """,
        id,
        at,
        id);
  }

  static void retired(EntityId entity, Instant at, SqlConnection sql) {
    prune(at, sql);
    sql.execute(
        """
        insert into catalog_past (entity, tier, until)
        select entity, (declared::jsonb ->> 'tier')::int, ? from catalog_entity where entity = ?\
        """,
        at,
        entity.toString());
  }

  static void retired(Relation relation, Instant at, SqlConnection sql) {
    prune(at, sql);
    sql.execute(
        "insert into catalog_relation_past (kind, from_entity, to_entity, until)"
            + " values (?, ?, ?, ?)",
        relation.kind().name(),
        relation.from().toString(),
        relation.to().toString(),
        at);
  }

  private static void prune(Instant at, SqlConnection sql) {
    sql.execute("delete from catalog_past where until < ?", at.minus(KEPT));
    sql.execute("delete from catalog_relation_past where until < ?", at.minus(KEPT));
  }
}
