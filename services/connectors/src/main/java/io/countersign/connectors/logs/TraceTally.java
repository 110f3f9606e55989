package io.countersign.connectors.logs;

import io.countersign.connectors.spi.log.LogReach;
import io.countersign.connectors.spi.log.TracedLines;
import io.countersign.connectors.spi.log.TracedLines.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks for requests by their trace ids while lines are read. */
public final class TraceTally {
  private final Set<String> wanted;
  private final Instant from;
  private final Instant to;
  private final Map<String, Hop> found = new TreeMap<>();

  /** As {@link io.countersign.connectors.spi.log.LogSource#traced} is asked. */
  public TraceTally(Set<String> wanted, Instant from, Instant to) {
    this.wanted = Set.copyOf(wanted);
    this.from = from;
    this.to = to;
  }

  public void add(LogLine line) {
    if (wanted.contains(line.traceId()) && line.within(from, to)) {
      found.merge(
          line.traceId(), new Hop(line.traceId(), line.at(), line.error()), TraceTally::both);
    }
  }

  private static Hop both(Hop a, Hop b) {
    return new Hop(
        a.traceId(), b.at().isBefore(a.at()) ? b.at() : a.at(), a.failed() || b.failed());
  }

  public TracedLines answer(LogReach reach) {
    return TracedLines.of(List.copyOf(found.values()), reach);
  }
}
