package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.HealthAssessment;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.scoring.CauseRanking.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The faults that an alert tells of and that can't be seen: its entity is named, with what was
 * changed of it, but never blamed. What seems well is named only where nothing at all is unhealthy;
 * what can't be told is named whatever else is, since the fault may be there.
 */
record UnseenFaults(
    Evidence evidence,
    SequencedMap<EntityId, EntityHealth> estate,
    CommonReasons commonReasons,
    LogAndEventEvidence logsAndEvents,
    Thresholds thresholds) {
  List<Candidate> candidates() {
    boolean othersFail = estate.values().stream().anyMatch(EntityHealth::unhealthy);
    return firstAlerts().entrySet().stream()
        .filter(it -> !isUnhealthy(it.getKey()))
        .map(it -> unseen(it.getKey(), it.getValue()))
        .filter(it -> !(othersFail && it.seemsWell()))
        .flatMap(it -> candidate(it).stream())
        .toList();
  }

  private boolean isUnhealthy(EntityId entity) {
    var health = estate.get(entity);
    return health != null && health.unhealthy();
  }

  /**
   * An entity that alerts.
   *
   * @param since when its first alert began
   * @param untold its signals that were asked for and can't be told
   */
  private record Unseen(EntityHealth health, Instant since, List<String> untold) {
    boolean isMeasured() {
      return !health.histories().isEmpty();
    }

    boolean seemsWell() {
      return isMeasured() && untold.isEmpty();
    }
  }

  private SequencedMap<EntityId, Instant> firstAlerts() {
    var found = new TreeMap<EntityId, Instant>();
    for (var alert : evidence.alerts()) {
      found.merge(alert.entity(), alert.startsAt(), (a, b) -> a.isBefore(b) ? a : b);
    }
    return found;
  }

  private Unseen unseen(EntityId entity, Instant since) {
    var health = estate.getOrDefault(entity, new EntityHealth(entity, List.of(), List.of()));
    return new Unseen(health, since, HealthAssessment.untold(entity, evidence));
  }

  /** None where nothing at all is known that could be claimed. */
  private Optional<Candidate> candidate(Unseen unseen) {
    var changes = changes(unseen);
    var looked =
        Stream.concat(
                unseen.health.claims().stream(), changes.stream().flatMap(UnseenFaults::claims))
            .distinct()
            .toList();
    if (looked.isEmpty()) {
      return Optional.empty();
    }
    var reasons = new ArrayList<Reason>();
    reasons.add(new Reason(text(unseen), 0, looked));
    reasons.addAll(changes);
    commonReasons.gaps(looked).ifPresent(reasons::add);
    var entity = unseen.health.entity();
    var cause = CommonReasons.cause(entity, Cause.Kind.UNKNOWN, null, reasons);
    return Optional.of(new Candidate(cause, alertsOf(entity)));
  }

  /** What was changed before it alerted; the newest weighs where no signal speaks against it. */
  private List<Reason> changes(Unseen unseen) {
    var suspects =
        SuspectChange.find(
            unseen.health, unseen.since, evidence.topology(), logsAndEvents, thresholds);
    var reasons = new ArrayList<Reason>();
    for (var suspect : suspects) {
      boolean weighs = reasons.isEmpty() && !unseen.seemsWell();
      int points = weighs ? ReleaseScoring.points(suspect) : 0;
      reasons.add(new Reason(suspect.text("alerted"), points, List.of(suspect.seen().claim())));
    }
    return reasons;
  }

  private static Stream<String> claims(Reason reason) {
    return reason.claims().stream();
  }

  /** Nobody is as usual in what can't be told of it. */
  private static String text(Unseen unseen) {
    if (!unseen.isMeasured()) {
      return unseen.untold.isEmpty()
          ? "it alerts, and nothing is measured of it"
          : "it alerts, and its %s can't be told".formatted(String.join(", ", unseen.untold));
    }
    return unseen.untold.isEmpty()
        ? "it alerts, but its signals are as usual"
        : "it alerts, and its %s can't be told; what else is measured of it is as usual"
            .formatted(String.join(", ", unseen.untold));
  }

  /** Its own alert, and those of who depends on it. */
  private Set<EntityId> alertsOf(EntityId entity) {
    var found = new HashSet<EntityId>();
    evidence.alerts().stream().map(IncidentAlert::entity).forEach(found::add);
    var affected = new HashSet<>(evidence.topology().above(entity).keySet());
    affected.add(entity);
    found.retainAll(affected);
    return found;
  }
}
