package io.countersign.server.planning;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.FailedRemedy;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlanningInput;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.RunbookChoice;
import io.countersign.domain.planning.RunbookOffer;
import io.countersign.domain.planning.SignalMeasurement;
import io.countersign.domain.planning.SignalQuery;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.planning.course.CauseOffer;
import io.countersign.domain.planning.course.RehearsalAnswer;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.temporal.SystemCommands;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The preparation of plans: what they are made from, and what executors would do. */
@Component
final class PlanPreparation {
  /** Things aren't as they were when they were looked at, and may be looked at again. */
  private static final Set<FailureCode> OVERTAKEN =
      Set.of(FailureCode.STALE, FailureCode.CONTENT_CHANGED);

  private final RunbooksInForce inForce;
  private final Connections connections;
  private final ContentBinding binding;
  private final Catalog catalog;
  private final TargetSignals signals;
  private final RunbookRecords records;
  private final SystemCommands commands;
  private final LoopSettings settings;

  PlanPreparation(
      RunbooksInForce inForce,
      Connections connections,
      Catalog catalog,
      TargetSignals signals,
      RunbookRecords records,
      SystemCommands commands,
      LoopSettings settings) {
    this.inForce = inForce;
    this.connections = connections;
    this.binding = new ContentBinding(connections);
    this.catalog = catalog;
    this.signals = signals;
    this.records = records;
    this.commands = commands;
    this.settings = settings;
  }

  Topology topology() {
    return catalog.topology();
  }

  /**
   * Asks every executor that handles the cause's entity, in the order of the configuration. One
   * that doesn't answer holds up no other.
   *
   * @param silent the executors that aren't asked, since they didn't answer before
   */
  CauseOffer offer(
      Incident.Open incident, Cause cause, List<FailedRemedy> tried, Set<String> silent) {
    var against = new ArrayList<String>();
    var unanswered = new ArrayList<String>();
    var options = new ArrayList<RunbookChoice.Option>();
    var measured = signals.measure(cause.entity(), incident.alerts());
    var runbooks = inForce.runbooks();
    for (var executor : connections.executors()) {
      if (silent.contains(executor.name())) {
        unanswered.add(executor.name() + " couldn't be asked just now");
      } else if (executor.handles(cause.entity())) {
        switch (executor.read(cause.entity())) {
          case Outcome.Ok<ObservedTarget>(var observed) ->
              options.addAll(
                  options(
                      runbooks,
                      executor,
                      input(incident, cause, executor, observed.state(), measured),
                      against));
          case Outcome.Failed<ObservedTarget> failed when failed.category().retryable() ->
              unanswered.add(
                  executor.name() + " can't read " + cause.entity() + ": " + failed.code());
          case Outcome.Failed<ObservedTarget> failed ->
              against.add(executor.name() + " can't read the target: " + failed.code());
        }
      }
    }
    if (options.isEmpty() && against.isEmpty() && unanswered.isEmpty()) {
      against.add("no executor is configured for " + cause.entity());
    }
    var choice = RunbookChoice.choose(options, tried, records.trackRecords());
    if (choice.chosen().isEmpty() && !unanswered.isEmpty()) {
      return new CauseOffer.Unanswered(String.join("; ", unanswered));
    }
    return offered(choice, against, unanswered);
  }

  private CauseOffer offered(RunbookOffer choice, List<String> against, List<String> unanswered) {
    return choice
        .chosen()
        .map(plan -> bound(plan, choice.considered().withUnanswered(unanswered)))
        .orElseGet(
            () ->
                new CauseOffer.Nothing(
                    Stream.concat(against.stream(), choice.against().stream()).toList()));
  }

  /** Nothing is proposed of which it isn't known what would run. */
  private CauseOffer bound(Plan plan, ConsideredAlternatives considered) {
    return switch (binding.bind(plan)) {
      case Outcome.Ok<Plan>(var bound) -> new CauseOffer.Fitting(bound, considered);
      case Outcome.Failed<Plan> failed when failed.category().retryable() ->
          new CauseOffer.Unanswered("what would run can't be told: " + failed.code());
      case Outcome.Failed<Plan> failed ->
          new CauseOffer.Nothing(
              List.of("what would run can't be told: " + failed.code() + " " + failed.message()));
    };
  }

  private static List<RunbookChoice.Option> options(
      List<Runbook> runbooks, ActionExecutor executor, PlanningInput input, List<String> against) {
    var options = new ArrayList<RunbookChoice.Option>();
    for (var runbook : runbooks) {
      var lacking = RunbookCover.lacking(executor.actions(), runbook);
      if (lacking.isEmpty()) {
        options.add(new RunbookChoice.Option(runbook, input));
      } else if (runbook.causes().contains(input.cause().kind())) {
        against.add(
            "%s: %s offers no %s"
                .formatted(runbook.id(), executor.name(), String.join(", ", lacking)));
      }
    }
    return options;
  }

  private PlanningInput input(
      Incident.Open incident,
      Cause cause,
      ActionExecutor executor,
      TargetState observed,
      Map<Signal, SignalMeasurement> measured) {
    return new PlanningInput(
        incident.id(),
        cause,
        observed,
        catalog.topology(),
        executor.name(),
        queries(cause.entity()),
        measured,
        Math.toIntExact(settings.stability().toSeconds()));
  }

  private Map<Signal, SignalQuery> queries(EntityId entity) {
    var queries = new EnumMap<Signal, SignalQuery>(Signal.class);
    for (var signal : Signal.values()) {
      connections
          .evidenceFor(signal, entity)
          .ifPresent(
              source ->
                  queries.put(
                      signal,
                      new SignalQuery(source.name(), source.query(signal, entity).orElseThrow())));
    }
    return queries;
  }

  private Plan limited(Plan plan) {
    return plan.until(commands.now().truncatedTo(ChronoUnit.SECONDS).plus(settings.planExpiry()));
  }

  /** Of the first step; later ones begin in a state that isn't there yet. */
  RehearsalAnswer rehearse(Plan plan) {
    var first = plan.steps().getFirst();
    var executor = connections.executor(first.executor()).orElseThrow();
    return switch (executor.dryRun(first, "countersign dry run")) {
      case Outcome.Ok<DryRun>(var said) ->
          new RehearsalAnswer.Agreed(
              limited(said.digest() == null ? plan : plan.withDryRun(said.summary())));
      case Outcome.Failed<DryRun> failed
          when failed.category().retryable() || OVERTAKEN.contains(failed.code()) ->
          new RehearsalAnswer.NotNow("the dry run wasn't answered: " + failed.code());
      case Outcome.Failed<DryRun> failed ->
          new RehearsalAnswer.Refused(failed.code() + " " + failed.message());
    };
  }
}
