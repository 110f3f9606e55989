package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The scoring of what an unhealthy entity may suffer from: each kind of cause that its signals
 * allow.
 */
record CauseScoring(
    Evidence evidence,
    SequencedMap<EntityId, EntityHealth> estate,
    Propagation propagation,
    CommonReasons commonReasons,
    LogAndEventEvidence logsAndEvents,
    Thresholds thresholds) {
  private static final int MOST_CLEARED = 2;
  private static final int RELEASE_BUT_RIVAL = -40;
  private static final int LATE_RELEASE_BUT_UNSEEN = -50;

  /** At least one. */
  List<Cause> causes(EntityHealth health) {
    var topology = evidence.topology();
    var context = CauseContext.of(health, estate, topology, logsAndEvents, thresholds);
    var causes = new ArrayList<Cause>();
    var releases = new ReleaseScoring(context);
    context.changes().forEach(suspect -> causes.add(release(releases, suspect)));
    var load = new LoadScoring(topology, estate, commonReasons, logsAndEvents, thresholds);
    causes.addAll(load.causes(context));
    if (health.gone()) {
      causes.add(new ProcessDeathScoring(commonReasons).cause(context));
    }
    new ExhaustionScoring(commonReasons, thresholds).cause(context).ifPresent(causes::add);
    var external = new ExternalScoring(evidence, propagation, commonReasons, thresholds);
    external.cause(context).ifPresent(causes::add);
    var found = causes.isEmpty() ? List.of(external.unaccounted(context)) : causes;
    return found.stream().map(cause -> withCleared(cause, context)).toList();
  }

  /** Who reads of a cause knows of the releases that aren't it, too. */
  private static Cause withCleared(Cause cause, CauseContext context) {
    var reasons = new ArrayList<>(cause.reasons());
    context.cleared().stream()
        .filter(seen -> !isBlamed(seen.change(), cause))
        .limit(MOST_CLEARED)
        .map(seen -> new Reason(ReasonTexts.cleared(seen), 0, List.of(seen.claim())))
        .forEach(reasons::add);
    return cause.with(reasons);
  }

  private static boolean isBlamed(Change change, Cause cause) {
    return cause.change() != null && cause.change().equals(change.reference());
  }

  private Cause release(ReleaseScoring releases, SuspectChange suspect) {
    var reasons = commonReasons.reasons(releases.context().health());
    reasons.addAll(releases.reasons(suspect));
    var health = releases.context().health();
    doubt(health, suspect).ifPresent(reasons::add);
    var change = suspect.seen().change();
    return CommonReasons.cause(change.entity(), Kind.RELEASE, change, reasons);
  }

  /** What lies below it unseen may have failed as well, the more so if it was released since. */
  private Optional<Reason> doubt(EntityHealth health, SuspectChange suspect) {
    var unseen = propagation.visibility().unseenDependencies(health);
    var rival = suspect.later(unseen, health, logsAndEvents, thresholds);
    if (rival.isPresent() || suspect.prompt() || unseen.isEmpty()) {
      return rival.map(CauseScoring::rival);
    }
    var text = "but nobody measures whether %s fails".formatted(unseen.getFirst().name());
    return Optional.of(new Reason(text, LATE_RELEASE_BUT_UNSEEN, List.of(suspect.seen().claim())));
  }

  private static Reason rival(Evidence.ChangeSeen other) {
    var change = other.change();
    var text =
        "but %s, whose failures nobody measures, was released after that, at %s"
            .formatted(change.entity().name(), ReasonTexts.time(change.at()));
    return new Reason(text, RELEASE_BUT_RIVAL, List.of(other.claim()));
  }
}
