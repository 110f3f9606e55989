package io.countersign.ledger.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.embedded.EmbeddedServer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The migrated database, as the application's role. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final int ENTRANCE = 8;
  private static final long VALIDATION_MILLIS = 3_000;

  private final @Nullable EmbeddedServer server;
  private final HikariDataSource pool;
  private final HikariDataSource committer;
  private final HikariDataSource entrance;

  private Database(@Nullable EmbeddedServer server, DatabaseUrl application) {
    this.server = server;
    pool = pool("ledger", application, CONNECTIONS, SessionLimits.OTHERS);
    committer = pool("ledger-committer", application, 1, SessionLimits.COMMITTER);
    entrance = pool("ledger-entrance", application, ENTRANCE, SessionLimits.ENTRANCE);
  }

  public static Database open(LedgerSettings settings) {
    return switch (settings) {
      case LedgerSettings.Embedded(var directory) -> {
        var server = EmbeddedServer.start(directory);
        try {
          var application = DatabaseUrl.parse(server.applicationUrl());
          Migrations.run(DatabaseUrl.parse(server.migratorUrl()), application.user());
          yield new Database(server, application);
        } catch (RuntimeException e) {
          server.close();
          throw e;
        }
      }
      case LedgerSettings.External external -> {
        var application = DatabaseUrl.parse(external.url());
        Migrations.run(DatabaseUrl.parse(external.migrationUrl()), application.user());
        yield new Database(null, application);
      }
    };
  }

  private static HikariDataSource pool(
      String name, DatabaseUrl url, int connections, SessionLimits limits) {
    var configuration = new HikariConfig();
    configuration.setPoolName(name);
    configuration.setJdbcUrl(url.jdbc());
    configuration.setUsername(url.user());
    configuration.setPassword(url.password());
    configuration.setMaximumPoolSize(connections);
    configuration.setMinimumIdle(Math.min(2, connections));
    configuration.setConnectionTimeout(limits.connect().toMillis());
    configuration.setValidationTimeout(VALIDATION_MILLIS);
    limits.apply(configuration);
    return new HikariDataSource(configuration);
  }

  /** For everybody but the committer. */
  public DataSource source() {
    return pool;
  }

  /** The committer's one connection, which no crowd of readers can take from it. */
  public DataSource committing() {
    return committer;
  }

  /**
   * For who is answered within seconds: nothing else that goes on takes these connections. What is
   * written over them isn't waited for on disk, and each transaction sees one moment.
   */
  public DataSource entrance() {
    return entrance;
  }

  @Override
  public void close() {
    entrance.close();
    committer.close();
    pool.close();
    if (server != null) {
      server.close();
    }
  }
}
