package io.countersign.server.remediation.window;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.TimeNeeded;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.remediation.answer.RemediationItem.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
    return closed(row, calendars, durations, () -> halts.hold(row.plan()), clock.instant());
  }

  /** The same by what was known at another time. */
  public static @Nullable Window closed(
      Remediations.Row row,
      TargetTimes calendars,
      StepDurationFacts durations,
      BooleanSupplier halted,
      Instant at) {
    if (!WAITING.contains(row.state())) {
      return null;
    }
    var plan = row.plan();
    var targets = plan.targets().stream().map(TargetState::target).toList();
    var verdict = WindowVerdict.of(calendars, targets, TimeNeeded.of(plan, 1, durations), at);
    var code = verdict.code();
    return code == null ? null : shown(code, verdict, halted.getAsBoolean());
  }

  /** In words; null for what has begun or is over. */
  public @Nullable String needed(Remediations.Row row) {
    return needed(row, durations);
  }

  /** The same by how long steps had taken by another time. */
  public static @Nullable String needed(Remediations.Row row, StepDurationFacts durations) {
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
