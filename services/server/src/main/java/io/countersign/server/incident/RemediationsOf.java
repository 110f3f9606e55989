package io.countersign.server.incident;

import io.countersign.domain.incident.IncidentId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An incident's remediations, newest first, as of now: it waits until the view has come as far. */
final class RemediationsOf {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;

  RemediationsOf(Ledger ledger, Remediations remediations) {
    this.ledger = ledger;
    this.remediations = remediations;
  }

  List<Remediations.Row> all(IncidentId incident) {
    awaitViews();
    return remediations
        .list(new Remediations.Filter(null, incident.value()), new Page.Request(null, Page.MOST))
        .items();
  }

  private void awaitViews() {
    try {
      if (!ledger.awaitViews(ledger.head(), PATIENCE)) {
        throw new IllegalStateException("the views lag behind by more than " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Optional<Remediations.Row> latest(IncidentId incident) {
    return all(incident).stream().findFirst();
  }
}
