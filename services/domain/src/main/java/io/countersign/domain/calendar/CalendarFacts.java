package io.countersign.domain.calendar;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;

/** The facts about calendars in force. */
public interface CalendarFacts extends CapabilityFacts {
  /** Whether work on a target may begin then, by its own calendars and those it inherits. */
  WindowState state(EntityId target, Instant at);

  CalendarIndex index();

  /** Whether two persons let exactly this plan go on when they made calendars wider. */
  boolean released(Digest plan);
}
