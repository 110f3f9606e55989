package io.countersign.server.planning;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An incident's remediations, newest first, as of now: it waits until the view has come as far. */
public final class IncidentRemediations {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final IncidentInbox inbox;

  public IncidentRemediations(Ledger ledger, Remediations remediations, IncidentInbox inbox) {
    this.ledger = ledger;
    this.remediations = remediations;
    this.inbox = inbox;
  }

  /** With when it was last diagnosed. */
  public RemedyAttempts attempts(IncidentId incident) {
    var rows = all(incident);
    var diagnosedAt =
        inbox.find(incident.value()).stream()
            .flatMap(detail -> detail.diagnoses().stream())
            .map(IncidentInbox.Diagnosed::at)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    return new RemedyAttempts(rows, diagnosedAt);
  }

  List<Remediations.Row> all(IncidentId incident) {
    awaitViews();
    return remediations
        .list(new Remediations.Filter(null, incident.value()), new Page.Request(null, Page.MOST))
        .items();
  }

  private void awaitViews() {
    if (!ledger.awaitViews(ledger.head(), PATIENCE)) {
      throw new IllegalStateException("the views lag behind by more than " + PATIENCE);
    }
  }
}
