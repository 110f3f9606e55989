package io.countersign.ledger.postgres;

import io.countersign.ledger.UnusableDatabaseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.ValidateOutput;

/** Brings the schema forward, as its owner; what was released is never edited. */
public final class Migrations {
  private static final String WHAT =
      "The database was made by another version of Countersign, which this one can't go on from:";
  private static final String DO =
      "Nothing was changed. Start the version that ran on it last, or restore a backup of your own"
          + " version's (docs/operations.md, Upgrading)";

  private Migrations() {}

  /**
   * @param owner the role that owns every table
   * @param application the role that the product works as: it may append, and write facts and views
   * @throws UnusableDatabaseException when its schema isn't an earlier one of this version's
   */
  public static void run(DatabaseUrl owner, String application) {
    var flyway =
        Flyway.configure()
            .dataSource(owner.jdbc(), owner.user(), owner.password())
            .locations("classpath:db/migration")
            .placeholders(Map.of("application", application))
            .cleanDisabled(true)
            .ignoreMigrationPatterns(new String[0]) // a later version's schema isn't ours to use
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException _) {
      throw new UnusableDatabaseException(told(flyway.validateWithResult().invalidMigrations));
    }
  }

  private static List<String> told(List<ValidateOutput> invalid) {
    var differences = invalid.stream().map(Migrations::difference).distinct();
    return Stream.of(Stream.of(WHAT), differences, Stream.of(DO)).flatMap(it -> it).toList();
  }

  private static String difference(ValidateOutput of) {
    var code = of.errorDetails.errorCode;
    if (code == CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED) {
      return "  V%s (%s) isn't known here: it's of a later version, or of none"
          .formatted(of.version, of.description);
    }
    return code == CoreErrorCode.CHECKSUM_MISMATCH
        ? "  V%s (%s) is another one here".formatted(of.version, of.description)
        : "  V%s (%s) was left out".formatted(of.version, of.description);
  }
}
