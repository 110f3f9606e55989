package io.countersign.ledger.testing;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.DatabaseUrl;
import io.countersign.ledger.postgres.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated database of its own on the one PostgreSQL of this JVM's tests: as its owner and as the
 * application.
 *
 * @param owner may do anything to its tables
 * @param application may do what the product may
 */
public record TestDatabase(DatabaseUrl owner, DatabaseUrl application) {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String OWNER = "migrator";
  private static final String APPLICATION = "application";

  /** The database that all others are copies of. */
  private static final class Template {
    static final String NAME = "template_countersign";
    static final TestPostgres SERVER = TestPostgres.running();

    static {
      SERVER.execute("create role " + OWNER + " login");
      SERVER.execute("create role " + APPLICATION + " login");
      SERVER.execute("create database " + NAME + " owner " + OWNER);
      Migrations.run(SERVER.url(NAME, OWNER), APPLICATION);
    }
  }

  /** A copy of a migrated template: some 50 ms. */
  public static TestDatabase create() {
    var server = Template.SERVER;
    var name = "test_" + COUNT.incrementAndGet();
    server.execute(
        "create database %s template %s strategy file_copy owner %s"
            .formatted(name, Template.NAME, OWNER));
    return new TestDatabase(server.url(name, OWNER), server.url(name, APPLICATION));
  }

  /** A backup of this moment, as a database of its own. Nobody may be connected to this one. */
  public TestDatabase backup() {
    var from = application.jdbc().replaceAll(".*/", "").replaceAll("[?].*", "");
    var server = Template.SERVER;
    var name = "test_" + COUNT.incrementAndGet();
    server.execute(
        "create database %s template %s strategy file_copy owner %s".formatted(name, from, OWNER));
    return new TestDatabase(server.url(name, OWNER), server.url(name, APPLICATION));
  }

  /** A ledger on it; several may be open at once, as on several servers. */
  public Ledger open() {
    return Ledger.open(settings());
  }

  /** For tests that drive the correlator themselves, or want nobody else to write. */
  public Ledger openWithoutCorrelation() {
    return Ledger.openWithoutCorrelation(settings());
  }

  /**
   * @param setting of PostgreSQL's, from the application's next connection on
   */
  public void setForTheApplication(String setting) {
    var url = application.jdbc();
    var name = url.substring(url.lastIndexOf('/') + 1).replaceAll("[?].*", "");
    Template.SERVER.execute(
        "alter role %s in database %s set %s".formatted(APPLICATION, name, setting));
  }

  public LedgerSettings.External settings() {
    return new LedgerSettings.External(external(application), external(owner));
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
}
