package io.countersign.ledger.postgres;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schema forward, as its owner; what was released is never edited. */
public final class Migrations {
  private Migrations() {}

  /**
   * @param owner the role that owns every table
   * @param application the role that the product works as: it may append, and write facts and views
   */
  public static void run(DatabaseUrl owner, String application) {
    Flyway.configure()
        .dataSource(owner.jdbc(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        .placeholders(Map.of("application", application))
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
