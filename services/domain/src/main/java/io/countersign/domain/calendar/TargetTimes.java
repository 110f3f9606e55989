package io.countersign.domain.calendar;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The times of targets, as calendars say them. */
public interface TargetTimes {
  /** Whether work on a target may begin then, by its own calendars and those it inherits. */
  WindowState state(EntityId target, Instant at);

  /** When a target is open next for that long; empty for never, as far as is computed. */
  Optional<Instant> opensFor(EntityId target, Duration needed, Instant at);
}
