package io.countersign.server.conversation;

import io.countersign.server.web.ParameterParsing;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The counters of what came in from chats. */
@Component
final class ConversationMeter {
  private static final String NAME = "countersign.conversation.deliveries";

  /** What became of a delivery. */
  enum Outcome {
    TAKEN,
    FORGED,
    REPLAYED,
    UNREADABLE,
    /** It wasn't answered by what it asked for in time. */
    LATE,
    BUSY,
    /** What was to be said to somebody was dropped: too much was being said. */
    UNSAID,
    FAILED
  }

  private final MeterRegistry registry;

  ConversationMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(String connection, Outcome outcome) {
    registry
        .counter(NAME, "connection", connection, "outcome", ParameterParsing.lower(outcome))
        .increment();
  }
}
