package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.CauseRanking.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds where a fault begins and what brought it about. It judges entities by their own signals,
 * follows the topology down from what suffers to what makes it suffer, and blames a release only if
 * it touched that and came first. The same evidence in any order gives the same diagnosis.
 */
public final class Diagnoser {
  /** Who signs the diagnosis: the rules, in their first version. */
  public static final String NAME = "rules/1";

  private Diagnoser() {}

  /**
   * @param number of the diagnosis within its incident, from 1
   * @param revision how many alerts the incident had when the evidence was gathered
   * @return causes best first, without any when nothing was measured; never decided on an {@link
   *     Cause.Kind#UNKNOWN} one; abridged to what an event can hold
   */
  public static Diagnosis diagnose(
      int number, int revision, Evidence evidence, Thresholds thresholds) {
    var gaps = new ArrayList<>(evidence.gaps());
    var estate = examine(evidence, thresholds, gaps);
    gaps.addAll(unmeasured(evidence, estate.keySet()));
    var propagation = propagation(estate, evidence.topology(), thresholds);
    var scoring = new CauseScoring(evidence, propagation, thresholds);
    var candidates = new ArrayList<Candidate>();
    for (var health : estate.values()) {
      var suffering = alerting(evidence, health, estate, propagation);
      var causes = health.unhealthy() ? scoring.causes(health) : innocent(health, estate, evidence);
      causes.forEach(cause -> candidates.add(new Candidate(cause, suffering)));
    }
    var ranking = CauseRanking.of(candidates);
    return Abridgement.of(
        new Diagnosis(
            number,
            revision,
            NAME,
            ranking.decided(thresholds),
            ranking.causes(),
            named(evidence, ranking.causes()),
            gaps.stream().distinct().sorted().toList()));
  }

  /** What nobody measures joins the estate where several suffer from it. */
  private static Propagation propagation(
      SequencedMap<EntityId, Health> estate, Topology topology, Thresholds thresholds) {
    var seen = new Propagation(estate, topology, thresholds);
    var hidden = Hidden.find(estate.values(), seen, topology, thresholds);
    hidden.forEach(health -> estate.put(health.entity(), health));
    return hidden.isEmpty() ? seen : new Propagation(estate, topology, thresholds);
  }

  private static SequencedMap<EntityId, Health> examine(
      Evidence evidence, Thresholds thresholds, List<String> gaps) {
    var histories = histories(evidence);
    var check = new HealthCheck(thresholds, evidence.gatheredAt(), evidence.changes());
    if (histories.size() > 1 && histories.values().stream().allMatch(check::silent)) {
      // All of them silent at once is the source's silence, or its delay.
      gaps.add("no signal reaches to the end of the window: judged by what came before");
      check = new HealthCheck(thresholds, newest(histories), evidence.changes());
    }
    var estate = new LinkedHashMap<EntityId, Health>();
    for (var entry : histories.entrySet()) {
      estate.put(entry.getKey(), check.examine(entry.getKey(), entry.getValue()));
    }
    return estate;
  }

  private static SequencedMap<EntityId, List<SignalHistory>> histories(Evidence evidence) {
    var histories =
        new TreeMap<EntityId, List<SignalHistory>>(Comparator.comparing(EntityId::toString));
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

  private static List<String> unmeasured(Evidence evidence, Set<EntityId> measured) {
    return evidence.alerts().stream()
        .map(IncidentAlert::entity)
        .filter(entity -> !measured.contains(entity))
        .map(entity -> "no signal of " + entity)
        .toList();
  }

  /**
   * The alerting entities that would fall silent with this one's recovery: those that it explains,
   * and those above it of which nothing better is seen.
   */
  private static Set<EntityId> alerting(
      Evidence evidence,
      Health health,
      SequencedMap<EntityId, Health> estate,
      Propagation propagation) {
    var explained = propagation.explainedBy(health.entity());
    return evidence.alerts().stream()
        .map(IncidentAlert::entity)
        .filter(
            alert -> {
              var seen = estate.get(alert);
              return alert.equals(health.entity())
                  || explained.contains(alert)
                  || ((seen == null || !seen.unhealthy())
                      && evidence.topology().below(alert).containsKey(health.entity()));
            })
        .collect(Collectors.toSet());
  }

  /** What alerts although nothing at all is seen to be unhealthy is named, but never blamed. */
  private static List<Cause> innocent(
      Health health, SequencedMap<EntityId, Health> estate, Evidence evidence) {
    boolean alerts =
        evidence.alerts().stream().anyMatch(alert -> alert.entity().equals(health.entity()));
    if (!alerts || estate.values().stream().anyMatch(Health::unhealthy)) {
      return List.of();
    }
    var reason = new Cause.Reason("it alerts, but its signals are as usual", 0, health.claims());
    return List.of(new Cause(health.entity(), Cause.Kind.UNKNOWN, null, null, 0, List.of(reason)));
  }

  private static List<Claim> named(Evidence evidence, List<Cause> causes) {
    var ids = new HashSet<String>();
    causes.forEach(cause -> cause.reasons().forEach(reason -> ids.addAll(reason.claims())));
    return evidence.claims().stream()
        .filter(claim -> ids.contains(claim.id()))
        .distinct()
        .sorted(
            Comparator.comparingInt((Claim claim) -> claim.id().length()).thenComparing(Claim::id))
        .toList();
  }
}
