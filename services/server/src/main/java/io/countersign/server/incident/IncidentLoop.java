package io.countersign.server.incident;

import io.countersign.domain.incident.Thresholds;
import io.countersign.domain.remediation.Runbook;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.RunbookRecords;
import io.countersign.server.change.ChangePolling;
import io.countersign.server.change.OwnActions;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.remediation.Probing;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.incident.IncidentActivities;
import java.time.InstantSource;
import java.util.List;

/** Puts the arms of the incident loop together. */
public final class IncidentLoop {
  private IncidentLoop() {}

  /** The views that the loop reads. */
  public record Views(
      Catalog catalog,
      Changes changes,
      IncidentInbox inbox,
      Remediations remediations,
      RunbookRecords records) {}

  public static IncidentActivities activities(
      Ledger ledger,
      SystemCommands commands,
      InstantSource clock,
      Views views,
      ChangePolling polling,
      OwnActions own,
      Connections connections,
      LoopSettings settings,
      Thresholds thresholds,
      List<Runbook> runbooks) {
    var around = new ChangesAround(polling, views.changes(), own);
    var gathering = new EvidenceGathering(connections, around);
    var remediations = new RemediationsOf(ledger, views.remediations(), views.inbox());
    var probes = new RecoveryProbes(connections, settings, thresholds);
    var signals = new TargetSignals(connections, views.changes(), commands);
    var planning =
        new Planning(runbooks, connections, views.catalog(), signals, views.records(), settings);
    var diagnosing = new Diagnosing(gathering, views.catalog(), thresholds, settings, commands);
    return new IncidentActivitiesImpl(
        ledger,
        clock,
        settings,
        diagnosing,
        new Recommending(ledger, commands, remediations, planning, thresholds),
        new Watching(
            commands, remediations, views.inbox(), diagnosing, new Probing(connections), probes));
  }
}
