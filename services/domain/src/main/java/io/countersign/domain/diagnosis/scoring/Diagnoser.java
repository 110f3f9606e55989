package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.DiagnosisSizeLimit;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.HealthAssessment;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.scoring.CauseRanking.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The rules that find where a fault begins and what brought it about. It judges entities by their
 * own signals, follows the topology down from what suffers to what makes it suffer, and blames a
 * release only if it touched that and came first. The same evidence in any order gives the same
 * diagnosis.
 */
public final class Diagnoser {
  /** Who signs the diagnosis: the rules, in their second version. */
  public static final String NAME = "rules/2";

  private Diagnoser() {}

  /**
   * @param number of the diagnosis within its incident, from 1
   * @param revision how many alerts the incident had when the evidence was gathered
   * @return causes best first, without any when nothing was measured; never decided on an {@link
   *     Cause.Kind#UNKNOWN} one; abridged to what an event can hold
   */
  public static Diagnosis diagnose(
      int number, int revision, Evidence gathered, Thresholds thresholds) {
    var logsAndEvents = new LogAndEventEvidence(gathered, thresholds);
    var assessment = HealthAssessment.of(gathered, logsAndEvents, thresholds);
    var evidence = gathered.withGaps(assessment.unreadable());
    var estate = assessment.estate();
    var report = new HealthReport(evidence, estate);
    var propagation = propagation(estate, evidence.topology(), thresholds);
    var traces = new FailedTraceEnds(evidence.traces(), evidence.topology(), logsAndEvents);
    var commonReasons =
        new CommonReasons(
            evidence,
            propagation,
            new LogAndTraceReasons(evidence.topology(), logsAndEvents, traces));
    var scoring =
        new CauseScoring(evidence, estate, propagation, commonReasons, logsAndEvents, thresholds);
    var affectedAlerts = new AffectedAlerts(evidence, estate, propagation);
    var candidates = new ArrayList<Candidate>();
    for (var health : estate.values()) {
      if (health.unhealthy()) {
        var alerts = affectedAlerts.of(health);
        scoring.causes(health).forEach(it -> candidates.add(new Candidate(it, alerts)));
      }
    }
    var unseenFaults = new UnseenFaults(evidence, estate, commonReasons, logsAndEvents, thresholds);
    candidates.addAll(unseenFaults.candidates());
    var ranking = CauseRanking.of(candidates);
    var causes = ranking.causes(thresholds);
    var gaps = new ArrayList<>(evidence.gaps());
    gaps.addAll(assessment.gaps());
    gaps.addAll(unmeasured(evidence, estate.keySet()));
    return DiagnosisSizeLimit.of(
        new Diagnosis(
            number,
            revision,
            NAME,
            ranking.decided(thresholds),
            causes,
            cited(evidence, causes),
            gaps.stream().distinct().sorted().toList(),
            report.of(causes)));
  }

  /** What nobody measures joins the estate where several suffer from it. */
  private static Propagation propagation(
      SequencedMap<EntityId, EntityHealth> estate, Topology topology, Thresholds thresholds) {
    var seen = new Propagation(estate, topology, thresholds);
    var inferred = InferredFaults.find(estate.values(), seen, topology, thresholds);
    inferred.forEach(health -> estate.put(health.entity(), health));
    return inferred.isEmpty() ? seen : new Propagation(estate, topology, thresholds);
  }

  private static List<String> unmeasured(Evidence evidence, Set<EntityId> measured) {
    return evidence.alerts().stream()
        .map(IncidentAlert::entity)
        .filter(entity -> !measured.contains(entity))
        .map(entity -> "no signal of " + entity)
        .toList();
  }

  private static List<Claim> cited(Evidence evidence, List<Cause> causes) {
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
