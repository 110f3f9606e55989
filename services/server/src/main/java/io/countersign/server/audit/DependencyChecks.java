package io.countersign.server.audit;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.type.Port;
import io.countersign.ledger.view.ViewUnavailableException;
import io.countersign.server.automation.DoctorChecks;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The checks of every dependency and connection, made side by side. */
@Component
final class DependencyChecks {
  private static final Logger LOG = LoggerFactory.getLogger(DependencyChecks.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One that hangs must not keep the others waiting. */
  private static final int AT_ONCE = 64;

  private final ServerChecks own;
  private final ClockChecks clocks;
  private final TargetClocks targetClocks;
  private final SetupChecks setup;
  private final PolicyChecks policies;
  private final EmergencyChecks emergencies;
  private final IntegrationChecks integrations;
  private final IntakeChecks intake;
  private final LostIntakeChecks lost;
  private final Connections connections;
  private final SourceShortcomings shortcomings;
  private final List<DoctorChecks> further;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  DependencyChecks(
      ServerChecks own,
      ClockChecks clocks,
      TargetClocks targetClocks,
      SetupChecks setup,
      PolicyChecks policies,
      EmergencyChecks emergencies,
      IntegrationChecks integrations,
      IntakeChecks intake,
      LostIntakeChecks lost,
      Connections connections,
      SourceShortcomings shortcomings,
      List<DoctorChecks> further) {
    this.own = own;
    this.clocks = clocks;
    this.targetClocks = targetClocks;
    this.setup = setup;
    this.policies = policies;
    this.emergencies = emergencies;
    this.integrations = integrations;
    this.intake = intake;
    this.lost = lost;
    this.connections = connections;
    this.shortcomings = shortcomings;
    this.further = List.copyOf(further);
  }

  /** A check of one thing, and how it is made. */
  record Check(String kind, String name, Supplier<ConnectionHealth> health) {}

  /** The finding of a check. */
  record Finding(String kind, String name, ConnectionHealth health) {}

  List<Finding> run() {
    var checks = checks();
    var questions =
        checks.stream().<Callable<ConnectionHealth>>map(it -> () -> health(it)).toList();
    var answers = asking.ask(questions, PATIENCE);
    var seen = new ArrayList<Finding>();
    for (int i = 0; i < checks.size(); i++) {
      var check = checks.get(i);
      seen.add(new Finding(check.kind(), check.name(), inTime(answers.get(i))));
    }
    return seen;
  }

  private List<Check> checks() {
    var checks = new ArrayList<>(own.all());
    checks.addAll(clocks.all());
    checks.addAll(setup.all());
    checks.addAll(policies.all());
    checks.addAll(emergencies.all());
    checks.addAll(integrations.all());
    checks.addAll(took());
    for (var port : Port.values()) {
      for (var it : connections.of(port.connection())) {
        checks.add(new Check(port.label(), it.name(), () -> health(it)));
      }
    }
    further.stream()
        .flatMap(it -> it.all().stream())
        .map(it -> new Check(it.kind(), it.name(), it.health()))
        .forEach(checks::add);
    return checks;
  }

  private List<Check> took() {
    try {
      return Stream.concat(intake.all().stream(), lost.all().stream()).toList();
    } catch (ViewUnavailableException e) {
      LOG.warn("what was taken in can't be read", e);
      return List.of(
          new Check(
              "intake",
              "alerts",
              () ->
                  ConnectionHealth.broken(
                      "what was taken in can't be read", "Look at the database's check.")));
    }
  }

  /** One that works may still answer what can't be used. */
  private ConnectionHealth health(Connection connection) {
    var health = checked(connection);
    var unusable = shortcomings.of(connection.name());
    if (health.level() != ConnectionHealth.Level.WORKING || unusable.isEmpty()) {
      return health;
    }
    var more = unusable.size() > 1 ? " (and " + (unusable.size() - 1) + " more)" : "";
    return ConnectionHealth.degraded(
        health.detail() + ", but " + unusable.getFirst() + more,
        "Ask it the same, and mend the query or the source; until then it's a gap.");
  }

  private ConnectionHealth checked(Connection connection) {
    var health = connection.check();
    return health.level() == ConnectionHealth.Level.WORKING
            && connection instanceof ActionExecutor executor
        ? targetClocks.compared(health, executor::clock)
        : health;
  }

  private static ConnectionHealth health(Check check) {
    try {
      return check.health().get();
    } catch (RuntimeException e) {
      LOG.warn("the check of {} {} failed", check.kind(), check.name(), e);
      return ConnectionHealth.broken("the check failed", "See the server's log.");
    }
  }

  private static ConnectionHealth inTime(@Nullable ConnectionHealth answer) {
    if (answer != null) {
      return answer;
    }
    return Thread.currentThread().isInterrupted()
        ? ConnectionHealth.broken("interrupted", "Ask again.")
        : ConnectionHealth.broken(
            "no answer within " + PATIENCE.toSeconds() + " s",
            "It may be busy; ask again, and look at it if this stays so.");
  }
}
