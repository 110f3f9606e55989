package io.countersign.server;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.config.Installation;
import io.countersign.server.config.TemporalTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server in this JVM, started as in earnest: with a database of its own on the tests' PostgreSQL,
 * and a Temporal of its own. What has to be killed is a process instead.
 */
public final class LocalServer implements AutoCloseable {
  /** One at a time: each sets up the logging of the whole JVM anew. */
  private static final ReentrantLock STARTING = new ReentrantLock();

  private final Path home;
  private final ConfigurableApplicationContext context;

  private LocalServer(Path home, ConfigurableApplicationContext context) {
    this.home = home;
    this.context = context;
  }

  /** Serves when it returns. */
  public static LocalServer start(String configuration) throws Exception {
    return start(configuration, TestDatabase.create().settings(), "", TemporalTls.NONE);
  }

  /** The same on this database, with a Temporal at this address. */
  public static LocalServer start(
      String configuration, LedgerSettings.External database, String temporal, TemporalTls tls)
      throws Exception {
    return start(configuration, database, temporal, tls, false);
  }

  /**
   * Two at the same moment, on one database and one Temporal, but beside no other. Logging is one
   * for the whole JVM: neither sets it up, or both would at once, which it doesn't stand.
   */
  public static List<LocalServer> startTwo(
      String configuration, LedgerSettings.External database, String temporal) throws Exception {
    STARTING.lock();
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<LocalServer> one =
          () -> started(configuration, database, temporal, TemporalTls.NONE, false);
      var both = threads.invokeAll(List.of(one, one));
      return List.of(both.getFirst().get(), both.getLast().get());
    } finally {
      System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
      STARTING.unlock();
    }
  }

  /** One that is started with {@code --halted}. */
  public static LocalServer halted() throws Exception {
    return start("", TestDatabase.create().settings(), "", TemporalTls.NONE, true);
  }

  private static LocalServer start(
      String configuration,
      LedgerSettings.External database,
      String temporal,
      TemporalTls tls,
      boolean halted)
      throws Exception {
    STARTING.lock();
    try {
      return started(configuration, database, temporal, tls, halted);
    } finally {
      STARTING.unlock();
    }
  }

  private static LocalServer started(
      String configuration,
      LedgerSettings.External database,
      String temporal,
      TemporalTls tls,
      boolean halted)
      throws Exception {
    var home = ScratchFolder.create();
    var file = Files.writeString(home.resolve("countersign.yaml"), configuration);
    var installation =
        new Installation(
            home,
            "",
            0,
            database.url(),
            database.migrationUrl(),
            temporal,
            "default",
            tls,
            file,
            home.resolve("password"),
            false,
            halted);
    var context = CountersignServer.start(installation, QuickPasswords::register);
    HeardLog.hear();
    return new LocalServer(home, context);
  }

  public String url() throws IOException {
    return "http://127.0.0.1:" + Files.readString(home.resolve("port")).strip();
  }

  public String firstPassword() throws IOException {
    return Files.readString(home.resolve("password")).strip();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() throws IOException {
    context.close();
    ScratchFolder.delete(home);
  }
}
