package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.HealthCheck.Scrutiny;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The health of every entity. What alerts and what that depends on is looked at more closely where
 * it is within the limits: by its own baseline alone.
 *
 * @param gaps what came to light that isn't known
 * @param unreadable what was answered but is no value; it weighs as what wasn't answered
 */
public record HealthAssessment(
    SequencedMap<EntityId, EntityHealth> estate, List<String> gaps, List<String> unreadable) {

  public static HealthAssessment of(
      Evidence evidence, LogAndEventEvidence logsAndEvents, Thresholds thresholds) {
    var histories = histories(evidence);
    var gaps = new ArrayList<String>();
    var check = new HealthCheck(thresholds, evidence.gatheredAt(), logsAndEvents, Scrutiny.WIDE);
    var staleSeries = new StaleSeries(thresholds, evidence.gatheredAt());
    if (histories.size() > 1 && histories.values().stream().allMatch(staleSeries::silent)) {
      // All of them silent at once is the source's silence, or its delay.
      gaps.add("no signal reaches to the end of the window: judged by what came before");
      check = new HealthCheck(thresholds, newest(histories), logsAndEvents, Scrutiny.WIDE);
    }
    logsAndEvents.entities().forEach(entity -> histories.putIfAbsent(entity, List.of()));
    var estate = new LinkedHashMap<EntityId, EntityHealth>();
    for (var entry : histories.entrySet()) {
      estate.put(entry.getKey(), check.examine(entry.getKey(), entry.getValue()));
    }
    examineCloser(evidence, check, estate);
    estate.values().removeIf(health -> health.histories().isEmpty() && !health.unhealthy());
    return new HealthAssessment(estate, gaps, unreadable(evidence, histories));
  }

  /** Of what alerts also what never was a value: others may have rested all the time. */
  private static List<String> unreadable(
      Evidence evidence, SequencedMap<EntityId, List<SignalHistory>> histories) {
    var ended =
        histories.values().stream()
            .flatMap(List::stream)
            .filter(history -> history.unreadableSince().isPresent())
            .map(it -> it.entity() + ": " + it.untoldText(it.unreadableSince().orElseThrow()));
    var never =
        evidence.series().stream()
            .filter(it -> !it.unreadable().isEmpty() && SignalHistory.of(it).points().isEmpty())
            .filter(it -> evidence.alerts().stream().anyMatch(a -> a.entity().equals(it.entity())))
            .map(it -> "%s: no value of its %s ever".formatted(it.entity(), it.signal().word()));
    return Stream.concat(ended, never).toList();
  }

  /** An entity's signals that were asked for, but don't say how it is by now. */
  public static List<String> untold(EntityId entity, Evidence evidence) {
    var unusable =
        evidence.series().stream()
            .filter(it -> it.entity().equals(entity))
            .filter(it -> it.partial() || !it.unreadable().isEmpty())
            .filter(it -> !SignalHistory.of(it).tells())
            .map(Evidence.Series::signal);
    var unanswered =
        evidence.unanswered().stream()
            .filter(it -> it.entity().equals(entity))
            .map(Evidence.Unanswered::signal);
    return Stream.concat(unusable, unanswered).map(Signal::word).distinct().sorted().toList();
  }

  /** Where all that alerts is but slightly off, nothing below it counts as more than that. */
  private static void examineCloser(
      Evidence evidence, HealthCheck check, SequencedMap<EntityId, EntityHealth> estate) {
    var alerting = new LinkedHashSet<EntityId>();
    evidence.alerts().forEach(alert -> alerting.add(alert.entity()));
    var seen =
        alerting.stream().flatMap(it -> Optional.ofNullable(estate.get(it)).stream()).toList();
    boolean well = !seen.isEmpty() && seen.stream().noneMatch(EntityHealth::unhealthy);
    var scrutiny = well ? Scrutiny.OWN : Scrutiny.CLOSER;
    var closer = new HealthCheck(check.thresholds(), check.end(), check.logsAndEvents(), scrutiny);
    var concerned = new LinkedHashSet<>(alerting);
    alerting.forEach(alert -> concerned.addAll(evidence.topology().below(alert).keySet()));
    for (var entity : concerned) {
      var health = estate.get(entity);
      if (health != null && (well || !health.unhealthy())) {
        estate.put(entity, closer.examine(entity, health.histories()));
      }
    }
  }

  private static SequencedMap<EntityId, List<SignalHistory>> histories(Evidence evidence) {
    var histories = new TreeMap<EntityId, List<SignalHistory>>();
    evidence.series().stream()
        .map(SignalHistory::of)
        .filter(history -> !history.points().isEmpty())
        .sorted(Comparator.comparing(SignalHistory::signal).thenComparing(SignalHistory::claim))
        .forEach(
            history ->
                histories.computeIfAbsent(history.entity(), _ -> new ArrayList<>()).add(history));
    return histories;
  }

  private static Instant newest(SequencedMap<EntityId, List<SignalHistory>> histories) {
    return histories.values().stream()
        .flatMap(List::stream)
        .map(history -> history.points().getLast().at())
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
