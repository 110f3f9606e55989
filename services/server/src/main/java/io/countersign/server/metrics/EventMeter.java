package io.countersign.server.metrics;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;

/**
 * The counters of one vocabulary of events. A capability brings its own as a bean in its own
 * package.
 *
 * @param <E> the sealed vocabulary
 */
public interface EventMeter<E extends Event> {
  Class<E> vocabulary();

  void count(E event, RecordedEvent recorded);
}
