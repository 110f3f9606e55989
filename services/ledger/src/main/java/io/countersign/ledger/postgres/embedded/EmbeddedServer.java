package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL with a durable data directory, on loopback and a free port. Nobody gets in without a
 * password: those of its three roles lie in a file that only this user can read. It's started again
 * when it dies.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final String INITIALISED = "initialised";
  private static final int PORTS_TO_TRY = 3;

  private final int port;
  private final RolePasswords passwords;
  private final DirectoryLock lock;
  private final PostmasterWatch watch;

  private EmbeddedServer(
      PostgresCluster cluster, int port, RolePasswords passwords, DirectoryLock lock)
      throws IOException {
    this.port = port;
    this.passwords = passwords;
    this.lock = lock;
    this.watch = new PostmasterWatch(cluster, port, cluster.postmaster());
  }

  /**
   * @throws IllegalStateException when another ledger uses the directory
   * @throws io.countersign.ledger.UnusableDatabaseException when somebody else has powers there
   */
  public static EmbeddedServer start(Path directory) {
    try {
      var home = privateFolder(directory.toAbsolutePath());
      var lock = DirectoryLock.take(home);
      try {
        return start(home, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL doesn't start", e);
    }
  }

  private static EmbeddedServer start(Path home, DirectoryLock lock) throws IOException {
    PostgresBinaries.ensure(home.resolve("bin"));
    var programs = new PostgresPrograms(home.resolve("bin").resolve("bin"));
    var cluster = new PostgresCluster(programs, home.resolve("data"));
    OrphanedPostmaster.stop(cluster.data(), programs);
    var file = home.resolve("passwords");
    var passwords = RolePasswords.of(file);
    var marker = home.resolve(INITIALISED);
    boolean isNew = !Files.exists(marker);
    if (isNew) {
      cluster.initialise(file);
    }
    int port = start(cluster);
    try {
      check(new ClusterRoles(port, passwords), isNew);
      if (isNew) {
        Files.createFile(marker);
      }
      return new EmbeddedServer(cluster, port, passwords, lock);
    } catch (IOException | RuntimeException e) {
      cluster.stop();
      throw e;
    }
  }

  private static void check(ClusterRoles roles, boolean isNew) throws IOException {
    try {
      if (isNew) {
        roles.make();
      }
      roles.refuseStrangers();
    } catch (SQLException e) {
      throw new IOException("the roles can't be made or read", e);
    }
  }

  /** Somebody may take a free port just before us. */
  private static int start(PostgresCluster cluster) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = PostgresCluster.freePort();
      try {
        cluster.start(port);
        return port;
      } catch (IOException e) {
        if (attempt == PORTS_TO_TRY) {
          throw e;
        }
        LOG.info("the embedded PostgreSQL doesn't start: {}", e.getMessage());
      }
    }
  }

  private static Path privateFolder(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** As the owner of the tables. */
  public String migratorUrl() {
    return url(ClusterRoles.MIGRATOR, passwords.migrator());
  }

  public String applicationUrl() {
    return url(ClusterRoles.APPLICATION, passwords.application());
  }

  private String url(String user, String password) {
    return "postgresql://%s:%s@127.0.0.1:%s/%s?%s"
        .formatted(user, password, port, ClusterRoles.DATABASE, ClusterRoles.PROOF);
  }

  @Override
  public void close() {
    try (lock;
        watch) {
      LOG.debug("stopping the embedded PostgreSQL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
