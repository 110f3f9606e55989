package io.countersign.server.remediation.window;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.planning.TargetState;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.calendar.WaitingPlans;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Approved remediations that a calendar holds up. */
@Component
final class PlansInWait implements WaitingPlans {
  /** As many as fit into one event; what waits beyond is asked about anew. */
  private static final int MOST = 400;

  private static final Remediations.Filter APPROVED =
      new Remediations.Filter(Remediations.State.APPROVED, null);

  private final Remediations remediations;
  private final TargetTimes calendars;
  private final InstantSource clock;

  PlansInWait(Remediations remediations, TargetTimes calendars, InstantSource clock) {
    this.remediations = remediations;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Override
  public List<Digest> heldBy(CalendarId calendar) {
    var held = new ArrayList<Digest>();
    Page.<Remediations.Row>each(
        it -> remediations.list(APPROVED, it),
        it -> {
          if (isHeld(it, calendar)) {
            held.add(it.planDigest());
          }
        });
    return held.stream().sorted(Comparator.comparing(Digest::hex)).limit(MOST).toList();
  }

  private boolean isHeld(Remediations.Row row, CalendarId calendar) {
    return row.plan().targets().stream()
        .map(TargetState::target)
        .anyMatch(it -> calendar.equals(calendars.state(it, clock.instant()).calendar()));
  }
}
