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
        ? new IncidentProgress(Phase.SETTLING, Instant.ofEpochMilli(settledAt))
        : new IncidentProgress(Phase.DIAGNOSING, null);
  }

  @Override
  public synchronized IncidentProgress diagnose(String incident) {
    calls.add("diagnose");
    if (failures-- > 0) {
      throw new IllegalStateException("the record can't be reached");
    }
    diagnosed = true;
    return new IncidentProgress(Phase.RECOMMENDING, null);
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
    return looksUntilClosed > 0 ? watching() : new IncidentProgress(Phase.CLOSED, null);
  }

  private IncidentProgress watching() {
    return new IncidentProgress(
        Phase.WATCHING, Instant.ofEpochMilli(clock.getAsLong()).plusSeconds(60));
  }
}
