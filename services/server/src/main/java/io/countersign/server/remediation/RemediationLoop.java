package io.countersign.server.remediation;

import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.policies.approval.RuleSet;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.remediation.RemediationActivities;
import java.util.List;

/** Puts the arms of the remediation loop together. */
public final class RemediationLoop {
  private RemediationLoop() {}

  public static RemediationActivities activities(
      Ledger ledger,
      SystemCommands commands,
      Catalog catalog,
      Connections connections,
      ProbeMeasurement probing,
      LoopSettings settings,
      RuleSet rules,
      List<Runbook> runbooks) {
    var loop = new RemediationDriver(ledger, commands);
    var retreat = new RollbackOrHandover(loop);
    var policy = new PolicyEvaluation(rules, runbooks, catalog);
    var start = new ExecutionStart(loop, connections, probing, policy);
    return new RemediationActivitiesImpl(
        loop,
        policy,
        start,
        new StepExecution(loop, connections, retreat, policy),
        new Verification(loop, probing, start, retreat, settings));
  }
}
