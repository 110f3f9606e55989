package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A killed JVM leaves its PostgreSQL running; the next start would wait for its files in vain. */
final class OrphanedPostmaster {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostmaster.class);
  private static final long PATIENCE_SECONDS = 30;

  private OrphanedPostmaster() {}

  /**
   * Stops the server of this data directory, if one runs. A process id can have been given to
   * somebody else since: only a process whose command line names the directory is touched.
   *
   * @throws IOException when it doesn't stop
   */
  static void stop(Path data, PostgresPrograms programs) throws IOException {
    var orphan = find(data);
    if (orphan.isEmpty()) {
      return;
    }
    LOG.info("stopping PostgreSQL {}, which outlived its ledger", orphan.get().pid());
    programs.interrupt(orphan.get().pid());
    try {
      orphan.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL " + orphan.get().pid() + " doesn't stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The server of this data directory, if one runs. */
  static Optional<ProcessHandle> find(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var first = Files.readAllLines(file).stream().findFirst().orElse("").strip();
    return first.matches("[0-9]{1,9}")
        ? ProcessHandle.of(Long.parseLong(first)).filter(process -> serves(process, data))
        : Optional.empty();
  }

  private static boolean serves(ProcessHandle process, Path data) {
    var command = process.info().commandLine().orElse("");
    return command.contains("postgres") && command.contains(data.toString());
  }
}
