package io.countersign.ledger;

import java.nio.file.Path;

/** The place where the record lies. */
public sealed interface LedgerSettings {
  /**
   * On a PostgreSQL of its own, started and stopped with the ledger, durable.
   *
   * @param directory of its data, binaries and passwords; made if it isn't there; one ledger at a
   *     time
   */
  record Embedded(Path directory) implements LedgerSettings {}

  /**
   * On a PostgreSQL that others look after; several servers may share it.
   *
   * @param url as the application's role, {@code postgresql://} or {@code jdbc:postgresql://}
   * @param migrationUrl the same database as the owner of its tables
   */
  record External(String url, String migrationUrl) implements LedgerSettings {
    /** Without passwords. */
    @Override
    public String toString() {
      return "External";
    }
  }

  static LedgerSettings embedded(Path directory) {
    return new Embedded(directory);
  }

  static LedgerSettings external(String url, String migrationUrl) {
    return new External(url, migrationUrl);
  }
}
