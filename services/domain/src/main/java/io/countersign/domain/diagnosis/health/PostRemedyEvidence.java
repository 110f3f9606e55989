package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The evidence without what is over. After a remedy the window still holds the fault that was dealt
 * with, which would be diagnosed again. What is well by now is looked at by its newest values only;
 * so is what was remedied and what depends on it, since a second fault began there, if at all,
 * unseen behind the first. What fails on keeps its history, and with it its onset.
 */
public final class PostRemedyEvidence {
  private final Evidence evidence;
  private final Thresholds thresholds;
  private final VerifiedRemedies remedied;
  private final Duration newest;

  private PostRemedyEvidence(
      Evidence evidence, Thresholds thresholds, VerifiedRemedies remedied, Duration newest) {
    this.evidence = evidence;
    this.thresholds = thresholds;
    this.remedied = remedied;
    this.newest = newest;
  }

  /**
   * @param newest how much time at the window's end tells how something is now
   */
  public static Evidence of(
      Evidence evidence, Thresholds thresholds, VerifiedRemedies remedied, Duration newest) {
    return new PostRemedyEvidence(evidence, thresholds, remedied, newest).remaining();
  }

  private Evidence remaining() {
    var byEntity =
        evidence.series().stream()
            .collect(
                Collectors.groupingBy(Evidence.Series::entity, TreeMap::new, Collectors.toList()));
    var kept = new ArrayList<Evidence.Series>();
    byEntity.forEach(
        (entity, series) -> {
          var recent = series.stream().map(this::recent).toList();
          boolean over = isRemediedOrAbove(entity) || !unhealthy(entity, recent);
          kept.addAll(over ? recent : series);
        });
    return withSeries(kept);
  }

  private boolean isRemediedOrAbove(EntityId entity) {
    return remedied.targets().stream()
        .anyMatch(it -> it.equals(entity) || evidence.topology().above(it).containsKey(entity));
  }

  private boolean unhealthy(EntityId entity, List<Evidence.Series> recent) {
    var check =
        new HealthCheck(
            thresholds,
            evidence.gatheredAt(),
            new LogAndEventEvidence(evidence, thresholds),
            HealthCheck.Scrutiny.WIDE);
    var histories =
        recent.stream().map(SignalHistory::of).filter(h -> !h.points().isEmpty()).toList();
    return check.examine(entity, histories).unhealthy();
  }

  private Evidence.Series recent(Evidence.Series series) {
    var from = recentFrom(series.window().step());
    var window =
        new TimeSeries(
            series.window().step(),
            series.window().points().stream().filter(p -> !p.at().isBefore(from)).toList());
    // A start time that moved in between would seem to move where the newest values begin.
    var baseline =
        series.signal() == Signal.RESTARTS
            ? TimeSeries.empty(series.baseline().step())
            : series.baseline();
    return series.with(baseline, window);
  }

  private Instant recentFrom(Duration step) {
    var least = step.multipliedBy(3);
    var from = evidence.gatheredAt().minus(newest.compareTo(least) > 0 ? newest : least);
    return from.isBefore(remedied.since()) ? remedied.since() : from;
  }

  private Evidence withSeries(List<Evidence.Series> series) {
    return new Evidence(
        evidence.alerts(),
        evidence.topology(),
        series,
        evidence.changes(),
        evidence.logs(),
        evidence.traces(),
        evidence.claims(),
        evidence.gaps(),
        evidence.unanswered(),
        evidence.gatheredAt());
  }
}
