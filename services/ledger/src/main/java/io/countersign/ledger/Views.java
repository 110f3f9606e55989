package io.countersign.ledger;

import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.ledger.remediation.Remediations;
import java.util.List;

/** Every view of this release. They don't depend on each other. */
public final class Views {
  private Views() {}

  public static List<View> all() {
    return List.of(
        Alerts.view(),
        Mutes.view(),
        Changes.view(),
        IncidentInbox.view(),
        Remediations.view(),
        RunbookRecords.view());
  }
}
