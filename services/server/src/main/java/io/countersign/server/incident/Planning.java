package io.countersign.server.incident;

import io.countersign.connectors.spi.ActionExecutor;
import io.countersign.connectors.spi.DryRun;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.Signal;
import io.countersign.domain.remediation.Plan;
import io.countersign.domain.remediation.PlanOutcome;
import io.countersign.domain.remediation.Runbook;
import io.countersign.domain.remediation.RunbookChoice;
import io.countersign.domain.remediation.SignalQuery;
import io.countersign.domain.remediation.Situation;
import io.countersign.domain.remediation.TargetState;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts together what a plan is made from, and asks the executor what it would do. */
final class Planning {
  private final List<Runbook> runbooks;
  private final Connections connections;
  private final Catalog catalog;
  private final TargetSignals signals;
  private final LoopSettings settings;

  Planning(
      List<Runbook> runbooks,
      Connections connections,
      Catalog catalog,
      TargetSignals signals,
      LoopSettings settings) {
    this.runbooks = List.copyOf(runbooks);
    this.connections = connections;
    this.catalog = catalog;
    this.signals = signals;
    this.settings = settings;
  }

  PlanOutcome plan(
      Incident.Open incident, Cause cause, ActionExecutor executor, TargetState observed) {
    var possible = runbooks.stream().filter(r -> offers(executor, r)).toList();
    return RunbookChoice.choose(
        possible,
        new Situation(
            incident.id(),
            cause,
            observed,
            catalog.topology(),
            executor.name(),
            queries(cause.entity()),
            signals.measure(cause.entity(), incident.alerts()),
            Math.toIntExact(settings.stability().toSeconds())));
  }

  private static boolean offers(ActionExecutor executor, Runbook runbook) {
    return Stream.concat(runbook.steps().stream(), runbook.rollback().stream())
        .allMatch(step -> executor.actions().contains(step.action()));
  }

  private Map<Signal, SignalQuery> queries(EntityId entity) {
    var queries = new EnumMap<Signal, SignalQuery>(Signal.class);
    for (var signal : Signal.values()) {
      connections
          .evidenceFor(signal, entity)
          .ifPresent(
              b ->
                  queries.put(
                      signal,
                      new SignalQuery(b.source().name(), b.query(signal, entity).orElseThrow())));
    }
    return queries;
  }

  /** Of the first step; later ones begin in a state that isn't there yet. */
  Outcome<DryRun> dryRun(ActionExecutor executor, Plan plan) {
    return executor.dryRun(plan.steps().getFirst(), "countersign dry run");
  }

  Plan with(Plan plan, DryRun dryRun) {
    return dryRun.digest() == null ? plan : plan.withDryRun(dryRun.summary());
  }
}
