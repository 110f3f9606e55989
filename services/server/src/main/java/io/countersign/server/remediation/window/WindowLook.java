package io.countersign.server.remediation.window;

import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.TimeNeeded;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.ledger.emergency.Emergencies;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * A look at the calendars before anything else is asked: whoever waits for a window disturbs no
 * target. What counts is what the gate finds.
 */
@Component
public record WindowLook(
    TargetTimes calendars, StepDurationFacts durations, Emergencies emergencies) {
  public WindowVerdict of(Remediation.Known state, Instant now) {
    var plan = state.dossier().plan();
    var breakGlass = emergencies.open(plan.incident(), now);
    if (breakGlass.filter(it -> it.passesWindow(plan.actionClass())).isPresent()) {
      return new WindowVerdict(null, "", now);
    }
    var needed = TimeNeeded.of(plan, 1, durations);
    return WindowVerdict.of(calendars, state.dossier().targets(), needed, now);
  }
}
