package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.TemporalEngine;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wakes the loop of a remediation that something happened to; and that of its
 * incident, which waits for its end, where that may have come.
 */
@Component
final class WhenRemediationChangedThenPoke implements Automation {
  private final Ledger ledger;
  private final TemporalEngine engine;

  WhenRemediationChangedThenPoke(Ledger ledger, TemporalEngine engine) {
    this.ledger = ledger;
    this.engine = engine;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "poke-remediation-loops",
        Set.of(
            RemediationEvent.Proposed.class,
            RemediationEvent.Approved.class,
            RemediationEvent.ApprovalGranted.class,
            RemediationEvent.ApprovalDenied.class,
            RemediationEvent.Expired.class,
            RemediationEvent.ApprovalRevoked.class,
            RemediationEvent.Withdrawn.class,
            RemediationEvent.StopRequested.class,
            RemediationEvent.Completed.class,
            RemediationEvent.DoubtSettled.class),
        this::poke);
  }

  private void poke(RecordedEvent recorded) {
    if (recorded.event() instanceof RemediationEvent event) {
      if (!endsItself(event)) {
        engine.poke(OpenLoops.Kind.REMEDIATION, event.remediation().value());
      }
      if (mayHaveEnded(event)
          && ledger.remediation(event.remediation()) instanceof Remediation.Known known) {
        engine.poke(OpenLoops.Kind.INCIDENT, known.dossier().plan().incident().value());
      }
    }
  }

  /** Its incident's loop made the proposal itself, and goes on waiting after these. */
  private static boolean mayHaveEnded(RemediationEvent event) {
    return !(event instanceof RemediationEvent.Proposed
        || event instanceof RemediationEvent.Approved
        || event instanceof RemediationEvent.ApprovalGranted
        || event instanceof RemediationEvent.StopRequested);
  }

  /**
   * Nobody but a remediation's own loop says so; and where a doubt is settled it has ended before.
   */
  static boolean endsItself(RemediationEvent event) {
    return event instanceof RemediationEvent.Completed
        || event instanceof RemediationEvent.Expired
        || event instanceof RemediationEvent.DoubtSettled;
  }
}
