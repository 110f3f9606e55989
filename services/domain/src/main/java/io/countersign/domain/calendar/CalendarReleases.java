package io.countersign.domain.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import java.util.List;

/** The plans that a change of a calendar names, since they wait for it and may go on by it. */
final class CalendarReleases {
  private CalendarReleases() {}

  /** Two persons let them go on, by agreeing to what opens; where nothing opens, nobody does. */
  static Rule asWidened(boolean wider, List<Digest> releases) {
    return Rule.that(wider || releases.isEmpty(), RefusalCode.NOTHING_TO_RELEASE);
  }
}
