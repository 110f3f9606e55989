package io.countersign.ledger.testing;

import io.countersign.ledger.postgres.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The one PostgreSQL of this JVM's tests: an embedded one, or a container of the image that {@code
 * -Dcountersign.test.postgres} names. It lets everybody in, and nothing of it survives a crash.
 *
 * @param administrator the superuser, of the database that is always there
 */
record TestPostgres(DatabaseUrl administrator) {
  static final int CONNECTIONS = 300;
  private static final String IMAGE = System.getProperty("countersign.test.postgres", "");

  /** Started when it's first asked for; it ends with the JVM. */
  private static final class Running {
    static final TestPostgres IT =
        new TestPostgres(isContainer() ? PostgresContainer.start(IMAGE) : embedded());
  }

  static boolean isContainer() {
    return !IMAGE.isEmpty();
  }

  static TestPostgres running() {
    return Running.IT;
  }

  private static DatabaseUrl embedded() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setDataDirectory(ScratchFolder.create())
              .setPGStartupWait(Duration.ofMinutes(5))
              .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .start();
      return DatabaseUrl.parse("postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) {
    var as = administrator;
    try (var connection = DriverManager.getConnection(as.jdbc(), as.user(), as.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The same server, another database and user. */
  DatabaseUrl url(String database, String user) {
    var jdbc = administrator.jdbc();
    int path = jdbc.indexOf('/', "jdbc:postgresql://".length());
    return DatabaseUrl.parse(
        "postgresql://"
            + user
            + "@"
            + jdbc.substring("jdbc:postgresql://".length(), path)
            + "/"
            + database);
  }
}
