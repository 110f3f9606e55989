package io.countersign.connectors.memory;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers from the lines that it was given. Safe for use by many threads. */
public final class MemoryLogSource implements LogSource {
  private final String name;
  private final Map<EntityId, List<LogLine>> logs = new ConcurrentHashMap<>();
  private volatile Outcome.@Nullable Failed<?> failing;

  public MemoryLogSource(String name) {
    this.name = name;
  }

  /** What an entity has written, instead of what it was said to have before. */
  public void put(EntityId entity, List<LogLine> lines) {
    logs.put(entity, List.copyOf(lines));
  }

  /** Fails like this until it's given null. */
  public void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean covers(EntityId entity) {
    return true;
  }

  @Override
  public Outcome<ErrorLines> errors(EntityId entity, Instant from, Instant onset, Instant to) {
    return read(
        entity,
        lines -> {
          var tally = new ErrorTally(from, onset, to);
          lines.forEach(tally::add);
          return tally.answer(new LogReach(from, lines.size(), 0, true));
        });
  }

  @Override
  public Outcome<TracedLines> traced(
      EntityId entity, Set<String> traceIds, Instant from, Instant to) {
    return read(
        entity,
        lines -> {
          var tally = new TraceTally(traceIds, from, to);
          lines.forEach(tally::add);
          return tally.answer(new LogReach(from, lines.size(), 0, true));
        });
  }

  @Override
  public ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }

  private <T> Outcome<T> read(EntityId entity, Function<List<LogLine>, T> reading) {
    var failed = failing;
    if (failed != null) {
      return failed.as();
    }
    var lines = logs.get(entity);
    return lines == null
        ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no log of " + entity)
        : Outcome.ok(reading.apply(lines));
  }
}
