package io.countersign.domain.remediation;

import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of what execution has done so far.
 *
 * @param epoch moves with everything that execution does; fences off workers that read earlier
 * @param forward the latest attempt at each started step of the plan, in order
 * @param back the same for the plan's rollback
 * @param stopRequested whether no further step forward may start
 * @param after the readings that the verdict rests on; empty while it's pending
 */
public record ExecutionState(
    int epoch,
    List<StepAttempt> forward,
    List<StepAttempt> back,
    boolean stopRequested,
    Verdict verdict,
    List<ProbeReading> after) {
  /** What telemetry said afterwards. */
  public enum Verdict {
    PENDING,
    PASSED,
    FAILED
  }

  static final ExecutionState NONE =
      new ExecutionState(0, List.of(), List.of(), false, Verdict.PENDING, List.of());

  public ExecutionState {
    forward = List.copyOf(forward);
    back = List.copyOf(back);
    after = List.copyOf(after);
  }

  public List<StepAttempt> attempts(boolean rollback) {
    return rollback ? back : forward;
  }

  /** The latest attempt at a step, if it was ever started. */
  public Optional<StepAttempt> last(boolean rollback, int step) {
    return attempts(rollback).stream().filter(attempt -> attempt.step() == step).findFirst();
  }

  /**
   * Whether something may still take effect: going on, or back, would be a second effect beside it.
   */
  public boolean inDoubt() {
    return doubtful().findAny().isPresent();
  }

  /** What may still take effect: nobody knows, or it's under way. */
  public Stream<StepAttempt> doubtful() {
    return Stream.concat(forward.stream(), back.stream()).filter(StepAttempt::mayStillTakeEffect);
  }

  /** The attempt that was started and isn't finished; there is never more than one. */
  public Optional<StepAttempt> inFlight(boolean rollback) {
    return attempts(rollback).stream()
        .filter(attempt -> attempt.is(StepAttempt.Progress.IN_FLIGHT))
        .findFirst();
  }

  /** Whether nothing took effect, nor may do so still. */
  public boolean untouched() {
    return forward.stream().allMatch(StepAttempt::hadNoEffect);
  }

  /** Whether nothing is known to have taken effect. */
  boolean untouchedButForDoubt() {
    return forward.stream().allMatch(it -> it.hadNoEffect() || it.mayStillTakeEffect());
  }

  /** Whether a step failed for good. */
  public boolean failed(boolean rollback) {
    return attempts(rollback).stream().anyMatch(attempt -> attempt.is(StepAttempt.Progress.FAILED));
  }

  public int completed(boolean rollback) {
    return (int)
        attempts(rollback).stream()
            .filter(attempt -> attempt.is(StepAttempt.Progress.COMPLETED))
            .count();
  }

  ExecutionState started(RemediationEvent.StepStarted e) {
    var attempt =
        last(e.rollback(), e.step())
            .filter(known -> known.is(StepAttempt.Progress.IN_FLIGHT))
            .map(known -> known.sentAgain(e.at()))
            .orElseGet(() -> StepAttempt.of(e));
    var changed = replaced(e.rollback(), attempt);
    // What was recorded when only starts moved it may be behind.
    return changed.at(Math.max(e.epoch(), epoch + 1));
  }

  ExecutionState ended(
      boolean rollback, int step, StepAttempt.Progress how, Instant at, String code) {
    return last(rollback, step)
        .map(attempt -> replaced(rollback, attempt.ended(how, at, code)).moved())
        .orElse(this);
  }

  /** What its executor said late of an attempt. */
  ExecutionState answered(boolean rollback, int step, DoubtSettled.Effect effect) {
    return last(rollback, step)
        .map(attempt -> replaced(rollback, attempt.answered(effect)))
        .orElse(this);
  }

  ExecutionState withStop() {
    return new ExecutionState(epoch, forward, back, true, verdict, after);
  }

  ExecutionState with(Verdict reached, List<ProbeReading> readings) {
    return new ExecutionState(epoch + 1, forward, back, stopRequested, reached, readings);
  }

  /** The same at the next epoch. */
  ExecutionState moved() {
    return at(epoch + 1);
  }

  private ExecutionState at(int moved) {
    return new ExecutionState(moved, forward, back, stopRequested, verdict, after);
  }

  private ExecutionState replaced(boolean rollback, StepAttempt attempt) {
    var changed = new ArrayList<>(attempts(rollback));
    changed.removeIf(earlier -> earlier.step() == attempt.step());
    changed.add(attempt);
    return rollback
        ? new ExecutionState(epoch, forward, changed, stopRequested, verdict, after)
        : new ExecutionState(epoch, changed, back, stopRequested, verdict, after);
  }
}
