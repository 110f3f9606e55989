package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The release that ran when an entity began to fail, if it may be blamed.
 *
 * @param seen the change and its claim
 * @param lead from the change to the fault; negative within the clocks' tolerance
 * @param prompt whether the fault came right after it
 */
record SuspectRelease(Evidence.ChangeSeen seen, Duration lead, boolean prompt) {
  /** Feeds that name the running version on these don't thereby name a release. */
  private static final Set<String> NOT_RELEASES = Set.of("start", "stop", "restart", "scale");

  static Optional<SuspectRelease> find(
      Health health, Topology topology, List<Evidence.ChangeSeen> changes, Thresholds t) {
    var touched = topology.runsOn(health.entity());
    var before =
        changes.stream()
            .filter(seen -> touches(seen.change().entity(), health.entity(), touched))
            .filter(seen -> !seen.change().at().isAfter(latest(health.onset(), t)))
            .toList();
    return before.stream()
        .filter(seen -> isRelease(seen.change()))
        .max(Comparator.comparing(seen -> seen.change().at()))
        .filter(seen -> seen.change().remediation() == null)
        .map(seen -> of(seen, health.onset(), t))
        .filter(suspect -> suspect.lead().compareTo(t.changeLookback()) <= 0)
        .filter(suspect -> !health.gone() || suspect.tookItDown(before));
  }

  /** The last other change to an entity shortly before it failed: someone meddled. */
  static Optional<Evidence.ChangeSeen> meddling(
      Health health, List<Evidence.ChangeSeen> changes, Thresholds t) {
    return changes.stream()
        .filter(seen -> seen.change().entity().equals(health.entity()))
        .filter(seen -> !isRelease(seen.change()) && seen.change().remediation() == null)
        .filter(seen -> !seen.change().at().isAfter(latest(health.onset(), t)))
        .filter(seen -> seen.change().at().plus(t.changePrompt()).isAfter(health.onset()))
        .max(Comparator.comparing(seen -> seen.change().at()));
  }

  /** A release of one of these that came after it and before the fault. */
  Optional<Evidence.ChangeSeen> later(
      List<EntityId> others, Health health, List<Evidence.ChangeSeen> changes, Thresholds t) {
    return changes.stream()
        .filter(other -> isRelease(other.change()) && others.contains(other.change().entity()))
        .filter(other -> other.change().at().isAfter(seen.change().at()))
        .filter(other -> !other.change().at().isAfter(latest(health.onset(), t)))
        .max(Comparator.comparing(other -> other.change().at()));
  }

  /** What was released when, and how soon the fault followed. */
  String text() {
    var change = seen.change();
    return "%s of %s to %s at %s%s, %s s before it began to fail"
        .formatted(
            change.action(),
            change.entity().name(),
            change.toVersion(),
            Wording.time(change.at()),
            change.reference() == null ? "" : " (" + change.reference() + ")",
            Math.max(0, lead.toSeconds()));
  }

  /** What is gone was taken down by a release only if it never ran on it in peace. */
  private boolean tookItDown(List<Evidence.ChangeSeen> before) {
    return prompt
        && before.stream()
            .map(Evidence.ChangeSeen::change)
            .noneMatch(change -> !isRelease(change) && change.at().isAfter(seen.change().at()));
  }

  private static SuspectRelease of(Evidence.ChangeSeen seen, Instant onset, Thresholds t) {
    var lead = Duration.between(seen.change().at(), onset);
    return new SuspectRelease(seen, lead, lead.compareTo(t.changePrompt()) <= 0);
  }

  private static boolean isRelease(Change change) {
    return change.isRelease() && !NOT_RELEASES.contains(change.action());
  }

  private static boolean touches(EntityId changed, EntityId entity, List<EntityId> runsOn) {
    return changed.equals(entity) || runsOn.contains(changed);
  }

  private static Instant latest(Instant onset, Thresholds t) {
    return onset.equals(Instant.MAX) ? onset : onset.plus(t.changeTolerance());
  }
}
