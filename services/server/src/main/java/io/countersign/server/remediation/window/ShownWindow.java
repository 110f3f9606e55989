package io.countersign.server.remediation.window;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.TimeNeeded;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.remediation.answer.RemediationItem.Window;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows on a card what calendars say of a remediation that hasn't begun. */
@Component
public final class ShownWindow {
  private static final Set<Remediations.State> WAITING =
      Set.of(Remediations.State.AWAITING_APPROVAL, Remediations.State.APPROVED);

  private static final String HALTED =
      ", by its calendars; execution is halted there, and it begins once that is ended, too";

  private final TargetTimes calendars;
  private final StepDurationFacts durations;
  private final PlanHalts halts;
  private final InstantSource clock;

  ShownWindow(
      TargetTimes calendars, StepDurationFacts durations, PlanHalts halts, InstantSource clock) {
    this.calendars = calendars;
    this.durations = durations;
    this.halts = halts;
    this.clock = clock;
  }

  /** Null where none is in its way. */
  public @Nullable Window closed(Remediations.Row row) {
    if (!WAITING.contains(row.state())) {
      return null;
    }
    var plan = row.plan();
    var targets = plan.targets().stream().map(TargetState::target).toList();
    var needed = TimeNeeded.of(plan, 1, durations);
    var verdict = WindowVerdict.of(calendars, targets, needed, clock.instant());
    var code = verdict.code();
    return code == null ? null : shown(code, verdict, halts.hold(plan));
  }

  /** In words; null for what has begun or is over. */
  public @Nullable String needed(Remediations.Row row) {
    return WAITING.contains(row.state()) ? TimeNeeded.of(row.plan(), 1, durations).text() : null;
  }

  /** Nobody knows when a halt ends: with one, it's only calendars that say a time. */
  static Window shown(RefusalCode code, WindowVerdict verdict, boolean halted) {
    var word = code.name().toLowerCase(Locale.ROOT);
    return halted
        ? new Window(word, verdict.detail() + HALTED, null)
        : new Window(word, verdict.detail(), verdict.opensAt());
  }
}
