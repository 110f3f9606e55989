package io.countersign.ledger.catalog;

import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;

/** The source of {@link CatalogFacts}: the catalogue as it stands. */
public final class CatalogFactsProvider implements FactsProvider<CatalogFacts> {
  private record Tables(SqlConnection sql) implements CatalogFacts {
    @Override
    public String owner(EntityId entity) {
      return sql.first(
              "select declared from catalog_entity where entity = ?",
              row -> DomainJson.read(row.text("declared"), Entity.class).owner(),
              entity.toString())
          .orElse("");
    }
  }

  @Override
  public Class<CatalogFacts> kind() {
    return CatalogFacts.class;
  }

  @Override
  public CatalogFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
