package io.countersign.ledger.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.ledger.LedgerSettings;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The migrated database, as the application's role. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final long CONNECT_MILLIS = 5_000;

  private final @Nullable EmbeddedServer server;
  private final HikariDataSource pool;

  private Database(@Nullable EmbeddedServer server, DatabaseUrl application) {
    this.server = server;
    pool = new HikariDataSource(configuration(application));
  }

  public static Database open(LedgerSettings settings) {
    return switch (settings) {
      case LedgerSettings.Embedded(var directory) -> {
        var server = EmbeddedServer.start(directory);
        Migrations.run(server.migrator(), server.application().user());
        yield new Database(server, server.application());
      }
      case LedgerSettings.External external -> {
        var application = DatabaseUrl.parse(external.url());
        Migrations.run(DatabaseUrl.parse(external.migrationUrl()), application.user());
        yield new Database(null, application);
      }
    };
  }

  private static HikariConfig configuration(DatabaseUrl url) {
    var configuration = new HikariConfig();
    configuration.setPoolName("ledger");
    configuration.setJdbcUrl(url.jdbc());
    configuration.setUsername(url.user());
    configuration.setPassword(url.password());
    configuration.setMaximumPoolSize(CONNECTIONS);
    configuration.setMinimumIdle(2);
    configuration.setConnectionTimeout(CONNECT_MILLIS);
    // A server that vanished without a word is noticed, and its batch is tried again.
    configuration.addDataSourceProperty("tcpKeepAlive", "true");
    return configuration;
  }

  public DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    if (server != null) {
      server.close();
    }
  }
}
