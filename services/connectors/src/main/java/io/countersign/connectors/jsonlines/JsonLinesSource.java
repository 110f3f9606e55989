package io.countersign.connectors.jsonlines;

import io.countersign.connectors.logs.ErrorTally;
import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.logs.TraceTally;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.log.ErrorLines;
import io.countersign.connectors.spi.log.LogReach;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.log.TracedLines;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Logs as files of one JSON object a line, known from configuration alone. */
public final class JsonLinesSource implements LogSource {
  private final JsonLinesSettings settings;
  private final LogFiles files;
  private final LineFormat format;

  public JsonLinesSource(JsonLinesSettings settings) {
    this.settings = settings;
    this.files = new LogFiles(settings);
    this.format = new LineFormat(settings);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean covers(EntityId entity) {
    return settings.covers(entity);
  }

  @Override
  public Outcome<ErrorLines> errors(EntityId entity, Instant from, Instant onset, Instant to) {
    var tally = new ErrorTally(from, onset, to);
    return scan(entity, from, to, tally::add, tally::answer);
  }

  @Override
  public Outcome<TracedLines> traced(
      EntityId entity, Set<String> traceIds, Instant from, Instant to) {
    var tally = new TraceTally(traceIds, from, to);
    return scan(entity, from, to, tally::add, tally::answer);
  }

  @Override
  public ConnectionHealth check() {
    var directory = Path.of(settings.directory());
    if (!Files.isDirectory(directory)) {
      return ConnectionHealth.broken(
          directory + " is no directory that can be seen", "Correct `path` in the configuration.");
    }
    return Files.isReadable(directory)
        ? ConnectionHealth.working("files as " + settings.path())
        : ConnectionHealth.broken(
            directory + " can't be read", "Let the user that runs the server read the logs.");
  }

  private <T> Outcome<T> scan(
      EntityId entity,
      Instant from,
      Instant to,
      Consumer<LogLine> each,
      Function<LogReach, T> answer) {
    return files
        .of(entity)
        .then(
            found -> {
              try {
                var scan = new LogScan(format, settings.maxBytes());
                return Outcome.ok(answer.apply(scan.read(found, from, to, each)));
              } catch (IOException e) {
                return failed(e, "the log of " + entity);
              }
            });
  }

  static <T> Outcome<T> failed(IOException e, String what) {
    return e instanceof AccessDeniedException
        ? Outcome.failed(
            FailureCategory.USER, FailureCode.UNAUTHORISED, what + " may not be read by this user")
        : Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.UNREACHABLE,
            what + " can't be read: " + e.getClass().getSimpleName());
  }
}
