package io.countersign.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times at which the server died and was started again, a line each: {@code INSTANT EXITCODE}.
 */
record CrashList(Path file) {
  record Crash(Instant at, String exitCode) {}

  /** Empty where there was none, or nobody wrote it down. */
  Optional<Crash> lastSince(Instant since) {
    try (var lines = Files.lines(file)) {
      return lines
          .flatMap(CrashList::crash)
          .filter(it -> it.at().isAfter(since))
          .reduce((_, last) -> last);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Stream<Crash> crash(String line) {
    var parts = line.split(" ", -1);
    try {
      return parts.length == 2
          ? Stream.of(new Crash(Instant.parse(parts[0]), parts[1]))
          : Stream.empty();
    } catch (DateTimeException _) {
      return Stream.empty();
    }
  }
}
