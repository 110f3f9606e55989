package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.Redaction;
import io.countersign.connectors.spi.Secret;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * All runs of one executor on this machine, each in a directory that is named by its key: one key,
 * one run, whoever asks and however often. They outlive the server.
 */
final class PlaybookRuns {
  private static final Duration KEPT = Duration.ofDays(30);

  /** Longer than any run takes. */
  private static final Duration ABANDONED = Duration.ofMinutes(20);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String PREPARING = "new-";
  private static final String DRY = "dry-";

  private final Path root;

  /** Of this process, between being written down and being started. */
  private final Set<RunDirectory> starting = ConcurrentHashMap.newKeySet();

  PlaybookRuns(Path root) {
    this.root = root;
  }

  /** Starts a program for a run. */
  interface Starter {
    ProcessHandle start(RunDirectory run) throws IOException;
  }

  /** The run of this key, if there is or was one. */
  Optional<RunDirectory> find(String key) {
    return Optional.of(directory(key)).filter(run -> Files.exists(run.path()));
  }

  private RunDirectory directory(String key) {
    return new RunDirectory(
        root.resolve(Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 40)));
  }

  /**
   * Writes down that it's about to be started, and starts it.
   *
   * @return false if the key has a run already, or by now
   */
  boolean start(RunRecord record, JsonNode variables, Map<String, Secret> secrets, Starter starter)
      throws IOException {
    var run = directory(record.key());
    var prepared = prepare(PREPARING, record, variables, secrets);
    starting.add(run);
    try {
      // It appears whole or not at all, and over no other one.
      Files.move(prepared.path(), run.path(), StandardCopyOption.ATOMIC_MOVE);
      run.write(record.with(started(run, starter)));
      return true;
    } catch (FileAlreadyExistsException e) {
      PrivateFiles.remove(prepared.path());
      return false;
    } catch (IOException e) {
      PrivateFiles.remove(prepared.path());
      if (Files.exists(run.path())) {
        return false;
      }
      throw e;
    } finally {
      starting.remove(run);
    }
  }

  private static ProcessHandle started(RunDirectory run, Starter starter) throws IOException {
    try {
      return starter.start(run);
    } catch (IOException e) {
      // Nothing was started: the key is as good as new.
      PrivateFiles.remove(run.path());
      throw e;
    }
  }

  /** A run without a key, to be closed by who started it. */
  RunDirectory dryRun(
      RunRecord record, JsonNode variables, Map<String, Secret> secrets, Starter starter)
      throws IOException {
    var run = prepare(DRY, record, variables, secrets);
    run.write(record.with(starter.start(run)));
    return run;
  }

  private RunDirectory prepare(
      String prefix, RunRecord record, JsonNode variables, Map<String, Secret> secrets)
      throws IOException {
    PrivateFiles.directories(root);
    var run = new RunDirectory(Files.createTempDirectory(root, prefix));
    run.prepare();
    run.write(record);
    VariablesFile.write(run.variables(), variables);
    VariablesFile.writeSecrets(run.secrets(), secrets);
    return run;
  }

  /** Those on this target that may still be at work. */
  List<RunDirectory> open(EntityId target) {
    return list().stream()
        .filter(run -> !run.isOver())
        .filter(run -> !run.path().getFileName().toString().startsWith(DRY))
        .filter(run -> run.record().filter(it -> it.target().equals(target.toString())).isPresent())
        .toList();
  }

  /**
   * Whether it's over. What still runs after its time is ended, and what it told is read.
   *
   * @throws UncheckedIOException when its files can't be read
   */
  synchronized boolean isOver(RunDirectory run, Instant now) {
    if (run.isOver()) {
      return true;
    }
    var record = run.record();
    if (record.isEmpty() || starting.contains(run)) {
      return false;
    }
    if (now.isBefore(record.get().until()) && !outgrown(run)) {
      return isOverByItself(run, record.get());
    }
    RunProcesses.end(record.get(), run.mark());
    finish(run, read(run));
    return true;
  }

  private static boolean isOverByItself(RunDirectory run, RunRecord record) {
    if (RunProcesses.first(record).isPresent()) {
      return false;
    }
    var report = read(run);
    // Where its end wasn't told, a part of it may have been left behind.
    if (!report.ended() && !RunProcesses.marked(run.mark()).isEmpty()) {
      return false;
    }
    finish(run, report);
    return true;
  }

  private static boolean outgrown(RunDirectory run) {
    try {
      return Files.size(run.output()) + Files.size(run.errors()) > PlayReader.MOST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlayReport read(RunDirectory run) {
    try {
      var redaction = Redaction.of(VariablesFile.secrets(run.secrets()));
      return PlayReader.read(run.output(), run.errors(), redaction);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void finish(RunDirectory run, PlayReport report) {
    try {
      run.write(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits a moment, or until its first process has ended.
   *
   * @return false if interrupted
   */
  static boolean pause(RunDirectory run) {
    var first = run.record().flatMap(RunProcesses::first);
    if (first.isPresent()) {
      RunProcesses.await(first.get(), PAUSE);
    } else {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return !Thread.currentThread().isInterrupted();
  }

  /** Removes what is of no use any more, such as what a kill left behind. */
  void tidy(Instant now) {
    for (var run : list()) {
      var name = run.path().getFileName().toString();
      boolean passing = name.startsWith(PREPARING) || name.startsWith(DRY);
      if (passing || run.isOver()) {
        removeIfOlder(run.path(), now.minus(passing ? ABANDONED : KEPT));
      }
    }
  }

  private static void removeIfOlder(Path path, Instant than) {
    try {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(than)) {
        PrivateFiles.remove(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RunDirectory> list() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var found = Files.list(root)) {
      return found.map(RunDirectory::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
