package io.countersign.server.remediation.window;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.planning.TargetState;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.calendar.WaitingPlans;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Approved remediations that a calendar holds up. */
@Component
final class PlansInWait implements WaitingPlans {
  private final Remediations remediations;
  private final CalendarFacts calendars;
  private final InstantSource clock;

  PlansInWait(Remediations remediations, CalendarFacts calendars, InstantSource clock) {
    this.remediations = remediations;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Override
  public List<Digest> heldBy(CalendarId calendar) {
    var filter = new Remediations.Filter(Remediations.State.APPROVED, null);
    return remediations.list(filter, new Page.Request(null, Page.MOST)).items().stream()
        .filter(it -> isHeld(it, calendar))
        .map(Remediations.Row::planDigest)
        .sorted(Comparator.comparing(Digest::hex))
        .toList();
  }

  private boolean isHeld(Remediations.Row row, CalendarId calendar) {
    return row.plan().targets().stream()
        .map(TargetState::target)
        .anyMatch(it -> calendar.equals(calendars.state(it, clock.instant()).calendar()));
  }
}
