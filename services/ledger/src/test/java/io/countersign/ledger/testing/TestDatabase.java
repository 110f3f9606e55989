package io.countersign.ledger.testing;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.DatabaseUrl;
import io.countersign.ledger.postgres.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated database of its own on one real server a JVM: as its owner and as the application.
 *
 * @param owner may do anything to its tables
 * @param application may do what the product may
 */
public record TestDatabase(DatabaseUrl owner, DatabaseUrl application) {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String TEMPLATE = "template_countersign";
  private static EmbeddedPostgres server;

  /** A copy of a migrated template: some 50 ms. */
  public static synchronized TestDatabase create() {
    try {
      start();
      var name = "test_" + COUNT.incrementAndGet();
      administer("create database " + name + " template " + TEMPLATE + " owner migrator");
      return new TestDatabase(url(name, "migrator"), url(name, "application"));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A ledger on it; several may be open at once, as on several servers. */
  public Ledger open() {
    return Ledger.open(settings());
  }

  /** For tests that drive the correlator themselves, or want nobody else to write. */
  public Ledger openWithoutCorrelation() {
    return Ledger.openWithoutCorrelation(settings());
  }

  private LedgerSettings settings() {
    return LedgerSettings.external(external(application), external(owner));
  }

  private static String external(DatabaseUrl url) {
    return url.jdbc() + "&user=" + url.user();
  }

  /** As the application, each statement a transaction of its own. */
  public Connection connect() throws SQLException {
    return connect(application);
  }

  public static Connection connect(DatabaseUrl url) throws SQLException {
    return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
  }

  private static void start() throws IOException, SQLException {
    if (server != null) {
      return;
    }
    server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("max_connections", "200")
            .start();
    administer("create role migrator login");
    administer("create role application login");
    administer("create database " + TEMPLATE + " owner migrator");
    Migrations.run(url(TEMPLATE, "migrator"), "application");
  }

  private static void administer(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static DatabaseUrl url(String database, String user) {
    return DatabaseUrl.parse(
        "postgresql://" + user + "@127.0.0.1:" + server.getPort() + "/" + database);
  }
}
