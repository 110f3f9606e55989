package io.countersign.workflows.testing;

import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A ledger of one incident, small enough to read: alerts join until it has settled. */
public final class ScriptedIncident implements IncidentActivities {
  private final LongSupplier clock;
  private final List<String> calls = new ArrayList<>();
  private long settledAt;
  private boolean diagnosed;
  private int looksUntilClosed;
  private int failures;
  private long lookEvery = 60_000;

  /**
   * @param clock milliseconds since the epoch
   * @param looksUntilClosed how often it's watched before it closes
   */
  public ScriptedIncident(LongSupplier clock, int looksUntilClosed) {
    this.clock = clock;
    this.looksUntilClosed = looksUntilClosed;
    this.settledAt = clock.getAsLong() + 5000;
  }

  /** What was asked for, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The record can't be reached for so many of the next attempts at a diagnosis. */
  public synchronized void fails(int attempts) {
    failures = attempts;
  }

  /** It says that it's time to look again whenever it's looked at. */
  public synchronized void hurries() {
    lookEvery = 0;
  }

  /** Another alert joined: settling begins anew. */
  public synchronized void grow() {
    settledAt = clock.getAsLong() + 5000;
    diagnosed = false;
  }

  @Override
  public synchronized IncidentProgress progress(String incident) {
    calls.add("progress");
    if (diagnosed) {
      return watching();
    }
    return clock.getAsLong() < settledAt
        ? dueAt(Phase.SETTLING, settledAt)
        : IncidentProgress.of(Phase.DIAGNOSING);
  }

  @Override
  public synchronized IncidentProgress diagnose(String incident) {
    calls.add("diagnose");
    if (failures-- > 0) {
      throw new IllegalStateException("the record can't be reached");
    }
    diagnosed = true;
    return IncidentProgress.of(Phase.RECOMMENDING);
  }

  @Override
  public synchronized IncidentProgress recommend(String incident) {
    calls.add("recommend");
    return watching();
  }

  @Override
  public synchronized IncidentProgress watch(String incident) {
    calls.add("watch");
    if (!diagnosed) {
      return progress(incident);
    }
    looksUntilClosed--;
    return looksUntilClosed > 0 ? watching() : IncidentProgress.of(Phase.CLOSED);
  }

  private IncidentProgress watching() {
    return dueAt(Phase.WATCHING, clock.getAsLong() + lookEvery);
  }

  private IncidentProgress dueAt(Phase phase, long due) {
    return IncidentProgress.dueAt(
        phase, Instant.ofEpochMilli(due), Instant.ofEpochMilli(clock.getAsLong()));
  }
}
