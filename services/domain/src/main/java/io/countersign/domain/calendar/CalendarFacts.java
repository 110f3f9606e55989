package io.countersign.domain.calendar;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The facts about calendars in force. */
public interface CalendarFacts extends CapabilityFacts {
  /** Whether work on a target may begin then, by its own calendars and those it inherits. */
  WindowState state(EntityId target, Instant at);

  /** When a target is open next for that long; empty for never, as far as is computed. */
  Optional<Instant> opensFor(EntityId target, Duration needed, Instant at);

  CalendarIndex index();

  /** Whether two persons let exactly this plan go on when they made calendars wider. */
  boolean released(Digest plan);
}
