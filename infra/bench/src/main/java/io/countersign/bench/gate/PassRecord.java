package io.countersign.bench.gate;

import io.countersign.domain.Decision;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record of what a run saw of the gate: how far it came, and which checks were made there. */
final class PassRecord {
  static final String START = "start ";
  static final String STEP = "step ";

  private final Set<String> checks = new HashSet<>();
  private final Set<String> alone = new HashSet<>();
  private boolean reached;
  private boolean executed;

  void start(boolean approved, Decision<RemediationEvent> decision) {
    reached |= approved;
    note(START, decision);
  }

  void step(boolean back, Decision<RemediationEvent> decision) {
    executed |= !back && decision.events().stream().anyMatch(StepStarted.class::isInstance);
    note(STEP, decision);
  }

  private void note(String pass, Decision<RemediationEvent> decision) {
    for (var event : decision.events()) {
      var made = made(event);
      var failed = made.stream().filter(it -> it.result() == GateCheck.Result.FAILED).toList();
      if (failed.size() == 1) {
        alone.add(pass + failed.getFirst().check());
      }
      made.stream()
          .filter(it -> it.result() != GateCheck.Result.NOT_APPLICABLE)
          .forEach(it -> checks.add(pass + it.check()));
    }
  }

  private static List<GateCheck> made(RemediationEvent event) {
    @Nullable List<GateCheck> made =
        event instanceof ExecutionStarted it
            ? it.checks()
            : event instanceof StepStarted it
                ? it.checks()
                : event instanceof AttemptRefused it ? it.checks() : null;
    return made == null ? List.of() : made;
  }

  boolean reached() {
    return reached;
  }

  boolean executed() {
    return executed;
  }

  /** Those that were the only one in the way, once at least. */
  Set<String> alone() {
    return alone;
  }

  Set<String> checks() {
    return checks;
  }
}
