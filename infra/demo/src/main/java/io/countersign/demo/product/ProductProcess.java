package io.countersign.demo.product;

import io.countersign.demo.net.Await;
import io.countersign.demo.net.ChildProcesses;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The child process {@code countersign up}, with a home of its own. */
public final class ProductProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int TAIL = 40;

  private final Path home;
  private final Path log;
  private final Path passwordFile;
  private final int port;
  private Optional<Process> process = Optional.empty();

  /**
   * @param folder the demo's, for home, log and password
   */
  public ProductProcess(Path folder) {
    this.home = folder.resolve("countersign");
    this.log = folder.resolve("countersign.log");
    this.passwordFile = folder.resolve("admin-password");
    this.port = LoopbackServer.freePort();
  }

  public Path home() {
    return home;
  }

  public int port() {
    return port;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What names this installation to the launcher. */
  public Map<String, String> environment() {
    return Map.of("COUNTERSIGN_HOME", home.toString(), "COUNTERSIGN_PORT", Integer.toString(port));
  }

  /** The first administrator's password, once the product is ready. */
  public String password() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  /** On embedded engines: a demo must not write into a database that somebody uses. */
  private Map<String, String> embedded() {
    var all = new HashMap<>(environment());
    for (var engine :
        List.of(
            "COUNTERSIGN_DATABASE_URL",
            "COUNTERSIGN_DATABASE_MIGRATION_URL",
            "TEMPORAL_ADDRESS",
            "TEMPORAL_TLS",
            "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
            "TEMPORAL_TLS_CLIENT_CERT_PATH",
            "TEMPORAL_TLS_CLIENT_KEY_PATH",
            "TEMPORAL_TLS_SERVER_NAME")) {
      all.put(engine, "");
    }
    all.put("COUNTERSIGN_RESTART", "off"); // a demo ends with its server
    return all;
  }

  public synchronized void start(String launcher, Path configuration) throws IOException {
    process =
        Optional.of(
            ChildProcesses.start(
                log,
                embedded(),
                launcher,
                "up",
                "--config",
                configuration.toString(),
                "--initial-password-file",
                passwordFile.toString()));
  }

  /** Whether it can be used, before that time is over. */
  public boolean ready(Duration atMost) {
    return Await.until(atMost, () -> !running() || answers()) && running();
  }

  private synchronized boolean running() {
    return process.filter(Process::isAlive).isPresent();
  }

  private boolean answers() {
    try {
      return JsonHttp.get(url().resolve("/actuator/health/readiness"), "").succeeded();
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** The log's last lines. */
  public List<String> tail() {
    try (var lines = Files.lines(log)) {
      var all = lines.toList();
      return all.subList(Math.max(0, all.size() - TAIL), all.size());
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  /** Ends it, and a database of its own that it may have left behind. */
  @Override
  public synchronized void close() {
    process.ifPresent(
        running -> {
          ChildProcesses.stop(running, PATIENCE);
          leftDatabases().forEach(ProcessHandle::destroy);
        });
    process = Optional.empty();
  }

  /** A killed server's PostgreSQL is nobody's child; its data folder, which is ours, names it. */
  private List<ProcessHandle> leftDatabases() {
    try (var files = Files.walk(home)) {
      return files
          .filter(file -> file.endsWith("postmaster.pid"))
          .flatMap(ProductProcess::owner)
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  private static Stream<ProcessHandle> owner(Path pidFile) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
          .filter(found -> found.info().command().orElse("").contains("postgres"))
          .stream();
    } catch (IOException | RuntimeException _) {
      return Stream.empty();
    }
  }
}
