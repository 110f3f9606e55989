package io.countersign.domain.calendar;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The facts about calendars in force. */
public interface CalendarFacts extends CapabilityFacts, TargetTimes {
  /** For how long at least is kept what a calendar was before it was changed. */
  Duration FORMER = Duration.ofDays(30);

  CalendarIndex index();

  /**
   * The times as they'd be for a plan that has waited since then, had nobody changed a calendar but
   * those who let exactly this plan go on by it; empty where nobody did. What a calendar was is
   * known for {@link #FORMER}.
   */
  Optional<TargetTimes> lettingGo(Digest plan, Instant since);
}
