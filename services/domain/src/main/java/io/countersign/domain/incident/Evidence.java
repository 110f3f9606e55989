package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import java.time.Instant;
import java.util.List;

/**
 * All that a diagnosis may look at: a pure function's whole input.
 *
 * @param alerts the incident's alerts, in order of start
 * @param gaps sources that did not answer, and why: they make a diagnosis poorer, never wait
 * @param gatheredAt the end of the window
 */
public record Evidence(
    List<IncidentAlert> alerts,
    Topology topology,
    List<Series> series,
    List<ChangeSeen> changes,
    List<Claim> claims,
    List<String> gaps,
    Instant gatheredAt) {
  /**
   * One signal of one entity.
   *
   * @param baseline from before the fault; may lie anywhere in the past, with its own step
   * @param window around the fault
   * @param claim id of the claim that this came from
   */
  public record Series(
      EntityId entity, Signal signal, TimeSeries baseline, TimeSeries window, String claim) {}

  /** A change and the claim that told of it. */
  public record ChangeSeen(Change change, String claim) {}

  public Evidence {
    alerts = List.copyOf(alerts);
    series = List.copyOf(series);
    changes = List.copyOf(changes);
    claims = List.copyOf(claims);
    gaps = List.copyOf(gaps);
  }
}
