package io.countersign.server.incident;

import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.change.ChangePolling;
import io.countersign.server.change.OwnActionFilter;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.DiagnosisRun;
import io.countersign.server.diagnosis.EvidenceGathering;
import io.countersign.server.diagnosis.NearbyChanges;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.diagnosis.RecoveryProbes;
import io.countersign.server.planning.IncidentRemediations;
import io.countersign.server.planning.PlanPreparation;
import io.countersign.server.planning.Recommending;
import io.countersign.server.planning.TargetSignals;
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
      OwnActionFilter own,
      Connections connections,
      LoopSettings settings,
      Thresholds thresholds,
      List<Runbook> runbooks) {
    var around = new NearbyChanges(polling, views.changes(), own);
    var gathering = new EvidenceGathering(connections, around);
    var remediations = new IncidentRemediations(ledger, views.remediations(), views.inbox());
    var probes = new RecoveryProbes(connections, settings, thresholds);
    var signals = new TargetSignals(connections, views.changes(), commands);
    var planning =
        new PlanPreparation(
            runbooks, connections, views.catalog(), signals, views.records(), settings);
    var diagnosing = new DiagnosisRun(gathering, views.catalog(), thresholds, settings, commands);
    return new IncidentActivitiesImpl(
        ledger,
        clock,
        settings,
        diagnosing,
        new Recommending(ledger, commands, remediations, planning, thresholds),
        new IncidentWatch(
            commands,
            remediations,
            views.inbox(),
            diagnosing,
            new ProbeMeasurement(connections),
            probes));
  }
}
