package io.countersign.connectors.spi.log;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Set;

/**
 * A system that keeps what entities write; claims carry its name. It changes nothing, so every
 * question may be asked again: over the same lines the answer and its digest are the same.
 *
 * <p>Failures of both questions: NOT_FOUND (USER) when it keeps nothing of the entity, UNREACHABLE,
 * TIMEOUT and BAD_ANSWER (EXTERNAL, to retry), UNAUTHORISED and REFUSED (USER, not to retry).
 */
public interface LogSource extends Connection {
  /** Whether this is where the entity's lines are looked for. */
  boolean covers(EntityId entity);

  /**
   * What kinds of errors an entity wrote.
   *
   * @param from inclusive
   * @param onset lines before it are counted apart from those at or after it
   * @param to inclusive
   */
  Outcome<ErrorLines> errors(EntityId entity, Instant from, Instant onset, Instant to);

  /**
   * Which of these requests an entity wrote about.
   *
   * @param traceIds W3C trace ids, at most 100
   * @param from inclusive
   * @param to inclusive
   */
  Outcome<TracedLines> traced(EntityId entity, Set<String> traceIds, Instant from, Instant to);
}
