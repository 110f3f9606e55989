package io.countersign.domain.remediation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What execution has done so far.
 *
 * @param epoch how many steps were started, forward and back; fences off workers that read earlier
 * @param forward the latest attempt at each started step of the plan, in order
 * @param back the same for the plan's rollback
 * @param stopRequested whether no further step forward may start
 */
public record Effects(
    int epoch, List<Attempt> forward, List<Attempt> back, boolean stopRequested, Verdict verdict) {
  /** What telemetry said afterwards. */
  public enum Verdict {
    PENDING,
    PASSED,
    FAILED
  }

  static final Effects NONE = new Effects(0, List.of(), List.of(), false, Verdict.PENDING);

  public Effects {
    forward = List.copyOf(forward);
    back = List.copyOf(back);
  }

  public List<Attempt> attempts(boolean rollback) {
    return rollback ? back : forward;
  }

  /** The latest attempt at a step, if it was ever started. */
  public Optional<Attempt> last(boolean rollback, int step) {
    return attempts(rollback).stream().filter(attempt -> attempt.step() == step).findFirst();
  }

  /** The attempt that was started and isn't finished; there is never more than one. */
  public Optional<Attempt> inFlight(boolean rollback) {
    return attempts(rollback).stream()
        .filter(attempt -> attempt.is(Attempt.Progress.IN_FLIGHT))
        .findFirst();
  }

  /** Whether a step failed for good. */
  public boolean failed(boolean rollback) {
    return attempts(rollback).stream().anyMatch(attempt -> attempt.is(Attempt.Progress.FAILED));
  }

  public int completed(boolean rollback) {
    return (int)
        attempts(rollback).stream()
            .filter(attempt -> attempt.is(Attempt.Progress.COMPLETED))
            .count();
  }

  Effects started(RemediationEvent.StepStarted e) {
    var changed = replaced(e.rollback(), Attempt.of(e));
    return new Effects(
        e.epoch(), changed.forward, changed.back, changed.stopRequested, changed.verdict);
  }

  Effects ended(boolean rollback, int step, Attempt.Progress how, Instant at, String code) {
    return last(rollback, step)
        .map(attempt -> replaced(rollback, attempt.ended(how, at, code)))
        .orElse(this);
  }

  Effects withStop() {
    return new Effects(epoch, forward, back, true, verdict);
  }

  Effects with(Verdict reached) {
    return new Effects(epoch, forward, back, stopRequested, reached);
  }

  private Effects replaced(boolean rollback, Attempt attempt) {
    var changed = new ArrayList<>(attempts(rollback));
    changed.removeIf(earlier -> earlier.step() == attempt.step());
    changed.add(attempt);
    return rollback
        ? new Effects(epoch, forward, changed, stopRequested, verdict)
        : new Effects(epoch, changed, back, stopRequested, verdict);
  }
}
