package io.countersign.server.remediation.window;

import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.TemporalEngine;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wakes approved remediations where a calendar changed: one may be open now.
 */
@Component
final class WhenCalendarChangedThenPoke implements Automation {
  private final Ledger ledger;
  private final Remediations remediations;
  private final TemporalEngine engine;

  WhenCalendarChangedThenPoke(Ledger ledger, Remediations remediations, TemporalEngine engine) {
    this.ledger = ledger;
    this.remediations = remediations;
    this.engine = engine;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "poke-waiting-remediations",
        Set.of(
            CalendarEvent.Defined.class,
            CalendarEvent.Lifted.class,
            CalendarEvent.Recomputed.class),
        this::poke);
  }

  private void poke(RecordedEvent recorded) {
    var approved = new Remediations.Filter(Remediations.State.APPROVED, null);
    Page.<Remediations.Row>each(
        it -> remediations.list(approved, it),
        it -> engine.poke(OpenLoops.Kind.REMEDIATION, it.id()));
  }
}
