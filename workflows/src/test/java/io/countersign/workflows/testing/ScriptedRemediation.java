package io.countersign.workflows.testing;

import io.countersign.workflows.remediation.RemediationActivities;
import io.countersign.workflows.remediation.RemediationProgress;
import io.countersign.workflows.remediation.RemediationProgress.Due;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A ledger of one remediation, small enough to read: it knows a phase and three deadlines. */
public final class ScriptedRemediation implements RemediationActivities {
  private final LongSupplier clock;
  private final List<String> calls = new ArrayList<>();
  private Phase phase = Phase.PROPOSED;
  private Instant requestedAt = Instant.EPOCH;
  private Instant lastCallAt = Instant.EPOCH;
  private boolean reminded;
  private boolean escalated;
  private int earlyTimers;
  private int measurements;
  private int steps = 1;
  private int performed;

  /**
   * @param clock milliseconds since the epoch
   */
  public ScriptedRemediation(LongSupplier clock) {
    this.clock = clock;
  }

  /** Answers "not yet" so often to a reminder that is on time by the workflow's clock. */
  public ScriptedRemediation slowBy(int timers) {
    earlyTimers = timers;
    return this;
  }

  /** Its plan has so many steps. */
  public ScriptedRemediation withSteps(int many) {
    steps = many;
    return this;
  }

  /** What was asked for, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** How long after the request the last of them was made. */
  public synchronized Duration elapsed() {
    return Duration.between(requestedAt, lastCallAt);
  }

  /** A person decided: the phase is another one when the loop looks again. */
  public synchronized void becomes(Phase next) {
    phase = next;
  }

  public synchronized Phase phase() {
    return phase;
  }

  @Override
  public synchronized RemediationProgress progress(String remediation) {
    return now(phase);
  }

  @Override
  public RemediationProgress evaluatePolicy(String remediation) {
    return called("evaluatePolicy", Phase.EVALUATED);
  }

  @Override
  public synchronized RemediationProgress requestApproval(String remediation) {
    requestedAt = Instant.ofEpochMilli(clock.getAsLong());
    return called("requestApproval", Phase.AWAITING_APPROVAL);
  }

  @Override
  public synchronized RemediationProgress remind(String remediation) {
    if (earlyTimers > 0) {
      earlyTimers--;
      calls.add("remind: not yet");
      return dueAt(Phase.AWAITING_APPROVAL, Due.REMINDER, now().plusMillis(500));
    }
    reminded = true;
    return called("remind", phase);
  }

  @Override
  public synchronized RemediationProgress escalate(String remediation) {
    escalated = true;
    return called("escalate", phase);
  }

  @Override
  public RemediationProgress expire(String remediation) {
    return called("expire", Phase.CLOSED);
  }

  @Override
  public RemediationProgress startExecution(String remediation) {
    return called("startExecution", Phase.EXECUTING);
  }

  @Override
  public synchronized RemediationProgress performStep(String remediation) {
    performed++;
    return called("performStep", performed < steps ? Phase.EXECUTING : Phase.VERIFYING);
  }

  @Override
  public synchronized RemediationProgress verify(String remediation) {
    measurements++;
    return measurements < 3 ? again("verify") : called("verify", Phase.FINISHING);
  }

  @Override
  public RemediationProgress rollBackStep(String remediation) {
    return called("rollBackStep", Phase.FINISHING);
  }

  @Override
  public RemediationProgress finish(String remediation) {
    return called("finish", Phase.CLOSED);
  }

  private RemediationProgress again(String call) {
    calls.add(call);
    return dueAt(phase, Due.RETRY, now().plusMillis(1000));
  }

  private synchronized RemediationProgress called(String call, Phase next) {
    calls.add(call);
    lastCallAt = Instant.ofEpochMilli(clock.getAsLong());
    phase = next;
    return now(phase);
  }

  private RemediationProgress now(Phase current) {
    var deadline = deadline();
    return current == Phase.AWAITING_APPROVAL && deadline != null
        ? dueAt(current, due(), deadline)
        : RemediationProgress.of(current).completed(performed);
  }

  private RemediationProgress dueAt(Phase current, Due due, Instant at) {
    return RemediationProgress.dueAt(current, due, at, now());
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.getAsLong());
  }

  private @Nullable Instant deadline() {
    return switch (due()) {
      case REMINDER -> requestedAt.plusSeconds(300);
      case ESCALATION -> requestedAt.plusSeconds(900);
      case EXPIRY -> requestedAt.plusSeconds(3600);
      case NOTHING, RETRY -> null;
    };
  }

  private Due due() {
    if (!reminded) {
      return Due.REMINDER;
    }
    return escalated ? Due.EXPIRY : Due.ESCALATION;
  }
}
