package io.countersign.ledger.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;

/**
 * PostgreSQL with a durable data directory, on loopback and a free port. Nobody gets in without a
 * password: those of its three roles lie in a file that only this user can read.
 */
final class EmbeddedServer implements AutoCloseable {
  private static final String DATABASE = "countersign";
  private static final String INITIALISED = "initialised";
  private static final String MIGRATOR = "countersign_migrator";
  private static final String APPLICATION = "countersign_application";
  private static final String LOOPBACK_WITH_PASSWORD =
      """
      # Written at each start. Whoever connects shows a password.
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128      scram-sha-256
      """;

  private final EmbeddedPostgres postgres;
  private final RolePasswords passwords;
  private final DirectoryLock lock;

  private EmbeddedServer(EmbeddedPostgres postgres, RolePasswords passwords, DirectoryLock lock) {
    this.postgres = postgres;
    this.passwords = passwords;
    this.lock = lock;
  }

  /**
   * @throws IllegalStateException when another ledger uses the directory
   */
  static EmbeddedServer start(Path directory) {
    try {
      var home = Files.createDirectories(directory.toAbsolutePath());
      var lock = DirectoryLock.take(home);
      var data = home.resolve("data");
      OrphanedPostmaster.stop(data);
      var passwords = RolePasswords.of(home.resolve("passwords"));
      if (!Files.exists(home.resolve(INITIALISED))) {
        initialise(home, data, passwords);
      }
      return new EmbeddedServer(builder(home, data, passwords).start(), passwords, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL doesn't start", e);
    }
  }

  /** The one start without passwords sets them; only then is anything stored. */
  private static void initialise(Path home, Path data, RolePasswords passwords) throws IOException {
    // What a start that was killed in the middle of this left behind holds nothing yet. The
    // library's
    // own cleaning would also delete it when this first server is closed.
    delete(data);
    try (var postgres = durable(home, data).start();
        var connection = postgres.getPostgresDatabase().getConnection()) {
      execute(connection, "create role " + MIGRATOR + " login");
      execute(connection, "create role " + APPLICATION + " login");
      setPassword(connection, MIGRATOR, passwords.migrator());
      setPassword(connection, APPLICATION, passwords.application());
      execute(connection, "create database " + DATABASE + " owner " + MIGRATOR);
      execute(connection, "revoke all on database " + DATABASE + " from public");
      execute(connection, "grant connect on database " + DATABASE + " to " + APPLICATION);
      setPassword(connection, "postgres", passwords.superuser());
    } catch (SQLException e) {
      throw new IOException("the roles can't be made", e);
    }
    Files.createFile(home.resolve(INITIALISED));
  }

  private static void delete(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    try (var paths = Files.walk(data)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static EmbeddedPostgres.Builder builder(Path home, Path data, RolePasswords passwords) {
    return durable(home, data)
        .setConnectConfig("password", passwords.superuser())
        .setDataDirectoryCustomizer(
            directory -> {
              try {
                Files.writeString(
                    directory.toPath().resolve("pg_hba.conf"), LOOPBACK_WITH_PASSWORD);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** The library's defaults are those of a test database: nothing would survive a crash. */
  private static EmbeddedPostgres.Builder durable(Path home, Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(home.resolve("bin").toFile())
        .setPGStartupWait(Duration.ofSeconds(60))
        .setRegisterShutdownHook(false)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB");
  }

  private static void setPassword(Connection connection, String role, String password)
      throws SQLException {
    execute(connection, "alter role " + role + " password '" + password + "'");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  DatabaseUrl migrator() {
    return url(MIGRATOR, passwords.migrator());
  }

  DatabaseUrl application() {
    return url(APPLICATION, passwords.application());
  }

  private DatabaseUrl url(String user, String password) {
    return DatabaseUrl.parse(
        "postgresql://"
            + user
            + ":"
            + password
            + "@127.0.0.1:"
            + postgres.getPort()
            + "/"
            + DATABASE);
  }

  @Override
  public void close() {
    try {
      postgres.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
