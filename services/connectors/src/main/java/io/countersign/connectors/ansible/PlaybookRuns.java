package io.countersign.connectors.ansible;

import io.countersign.connectors.ansible.report.PlayReader;
import io.countersign.connectors.ansible.report.PlayReport;
import io.countersign.connectors.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * All runs of one executor on this machine: one key, one run, whoever asks and however often. They
 * outlive the server.
 */
final class PlaybookRuns {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RunStore store;

  /**
   * How many of this process are about to start a run. Of those that ask at the same time only one
   * does; whoever comes too late must not make its run look as if it were started.
   */
  private final Map<RunDirectory, Integer> starting = new ConcurrentHashMap<>();

  PlaybookRuns(RunStore store) {
    this.store = store;
  }

  /** Starts a program for a run. */
  interface Starter {
    ProcessHandle start(RunDirectory run) throws IOException;
  }

  /**
   * Writes down that it's about to be started, and starts it; unless its key has a run already, or
   * by now.
   *
   * @param spent of an earlier run of the key that doesn't count
   * @return the run of the key
   */
  RunDirectory start(
      RunRecord record,
      JsonNode variables,
      Map<String, Secret> secrets,
      Predicate<RunDirectory> spent,
      Starter starter)
      throws IOException {
    var run = store.next(record.key(), spent);
    var prepared = store.prepare(record, variables, secrets);
    starting.merge(run, 1, Integer::sum);
    try {
      if (store.claim(prepared, run)) {
        keep(run, record.with(started(run, starter)));
      }
      return run;
    } finally {
      starting.computeIfPresent(run, (_, many) -> many == 1 ? null : many - 1);
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

  private static void keep(RunDirectory run, RunRecord record) {
    try {
      run.write(record);
    } catch (IOException _) {
      // It was started and must not be told as if it weren't: its mark and its deadline do without.
    }
  }

  /** A run without a key, to be closed by who started it. */
  RunDirectory dryRun(
      RunRecord record, JsonNode variables, Map<String, Secret> secrets, Starter starter)
      throws IOException {
    var run = store.prepareDry(record, variables, secrets);
    run.write(record.with(starter.start(run)));
    return run;
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
    if (record.isEmpty() || starting.containsKey(run)) {
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
      return PlayReader.read(
          run.output(),
          run.errors(),
          OpenedVaults.concealment(run),
          PlaybookGuard.of(run).objection());
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
}
