package io.countersign.connectors.memory;

import io.countersign.connectors.logs.ErrorTally;
import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.logs.TraceTally;
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

/** A source of the lines that it was given. Safe for use by many threads. */
public final class MemoryLogSource extends MemoryConnection implements LogSource {
  private final Map<EntityId, List<LogLine>> logs = new ConcurrentHashMap<>();

  public MemoryLogSource(String name) {
    super(name);
  }

  /** What an entity has written, instead of what it was said to have before. */
  public void put(EntityId entity, List<LogLine> lines) {
    logs.put(entity, List.copyOf(lines));
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

  private <T> Outcome<T> read(EntityId entity, Function<List<LogLine>, T> reading) {
    return unlessFailing(
        () -> {
          var lines = logs.get(entity);
          return lines == null
              ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no log of " + entity)
              : Outcome.ok(reading.apply(lines));
        });
  }
}
