package io.countersign.server.config;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.ledger.postgres.DatabaseReach;
import io.countersign.ledger.postgres.EngineClaim;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The claim of this server on its database, as long as it runs; none on an embedded one. */
final class EngineOwnership implements AutoCloseable {
  private static final int REFUSED = 2;

  private final @Nullable EngineClaim claim;

  private EngineOwnership(@Nullable EngineClaim claim) {
    this.claim = claim;
  }

  static EngineOwnership take(LedgerSettings settings, Installation installation) {
    return new EngineOwnership(
        switch (settings) {
          case LedgerSettings.Embedded _ -> null;
          case LedgerSettings.External external -> {
            checkReach(external);
            yield EngineClaim.take(
                external,
                installation.engine(),
                !installation.temporalAddress().isEmpty(),
                EngineOwnership::leave);
          }
        });
  }

  /**
   * As each of the two roles.
   *
   * @throws UnusableDatabaseException with what is wrong about either, and where it's set
   */
  static void checkReach(LedgerSettings.External database) {
    var problems = new ArrayList<String>();
    DatabaseReach.problem(database.url())
        .ifPresent(it -> problems.add(ServerVariable.COUNTERSIGN_DATABASE_URL + ": " + it));
    DatabaseReach.problem(database.migrationUrl())
        .ifPresent(
            it -> problems.add(ServerVariable.COUNTERSIGN_DATABASE_MIGRATION_URL + ": " + it));
    if (!problems.isEmpty()) {
      throw new UnusableDatabaseException(problems);
    }
  }

  /** In a thread of its own: the end waits for the one that found it out. */
  private static void leave() {
    Thread.ofPlatform().name("another-server").start(() -> System.exit(REFUSED));
  }

  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
  }
}
