package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Evidence.ChangeSeen;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A change that was in force when an entity began to fail, if it may be blamed.
 *
 * @param seen the change and its claim
 * @param lead from the change to the fault; negative within the clocks' tolerance
 * @param prompt whether the fault came right after it
 * @param replaced whether another release came between it and the fault
 */
record SuspectChange(ChangeSeen seen, Duration lead, boolean prompt, boolean replaced) {
  /** Acts that change nothing of what runs, whatever version a feed names on them. */
  private static final Set<String> OPERATIONS = Set.of("start", "stop", "restart", "scale");

  /** Older ones than these had their time. */
  private static final int MOST = 5;

  /** What was released to an entity, or to what it runs on, or set on it; newest first. */
  static List<SuspectChange> find(
      EntityHealth health, Topology topology, LogAndEventEvidence logsAndEvents, Thresholds t) {
    var before = before(health.entity(), health.onset(), topology, logsAndEvents, t);
    var suspects = blamable(before, health.began(), health.step(), t);
    return health.gone()
        ? suspects.stream().filter(suspect -> suspect.tookItDown(before)).toList()
        : suspects;
  }

  /** The same for what began at an instant without its being unhealthy. */
  static List<SuspectChange> find(
      EntityHealth entity,
      Instant began,
      Topology topology,
      LogAndEventEvidence logsAndEvents,
      Thresholds t) {
    var before = before(entity.entity(), began, topology, logsAndEvents, t);
    return blamable(before, began, entity.step(), t).stream()
        .filter(SuspectChange::release)
        .toList();
  }

  /**
   * What was released to an entity by others, and yet isn't suspected: it came after that began to
   * fail, or what it put into service was replaced. Newest first, until what is worst began and a
   * while after.
   */
  static List<ChangeSeen> cleared(
      EntityHealth health,
      List<SuspectChange> suspects,
      LogAndEventEvidence logsAndEvents,
      Thresholds t) {
    var from = health.began().minus(t.changeLookback());
    var to = worst(health).plus(t.changePrompt());
    return logsAndEvents.acts(health.entity()).stream()
        .filter(seen -> isRelease(seen.change()) && seen.change().remediation() == null)
        .filter(seen -> seen.change().at().isAfter(from) && !seen.change().at().isAfter(to))
        .filter(seen -> suspects.stream().noneMatch(suspect -> suspect.seen().equals(seen)))
        .sorted(Comparator.comparing((ChangeSeen seen) -> seen.change().at()).reversed())
        .toList();
  }

  /** When what is worst of it began. */
  static Instant worst(EntityHealth health) {
    return health.symptoms().getFirst().since();
  }

  /** The last start, stop, restart or scaling of an entity shortly before it failed. */
  static Optional<ChangeSeen> recentOperation(
      EntityHealth health, LogAndEventEvidence logsAndEvents, Thresholds t) {
    return logsAndEvents.acts(health.entity()).stream()
        .filter(seen -> OPERATIONS.contains(seen.change().action()))
        .filter(seen -> seen.change().remediation() == null)
        .filter(seen -> !seen.change().at().isAfter(latest(health.onset(), t)))
        .filter(seen -> seen.change().at().plus(t.changePrompt()).isAfter(health.onset()))
        .reduce((_, later) -> later);
  }

  /** A release of one of these that came after it and before the fault. */
  Optional<ChangeSeen> later(
      List<EntityId> others, EntityHealth health, LogAndEventEvidence logsAndEvents, Thresholds t) {
    return others.stream()
        .flatMap(other -> logsAndEvents.acts(other).stream())
        .filter(other -> isRelease(other.change()))
        .filter(other -> other.change().at().isAfter(seen.change().at()))
        .filter(other -> !other.change().at().isAfter(latest(health.onset(), t)))
        .max(Comparator.comparing(other -> other.change().at()));
  }

  /** Whether it put another version into service; else something was set. */
  boolean release() {
    return isRelease(seen.change());
  }

  /** What was done when, and how soon the fault followed. */
  String text() {
    return text("began to fail");
  }

  /**
   * @param then what it did that much later
   */
  String text(String then) {
    var change = seen.change();
    return "%s of %s%s at %s%s, %s s before it %s"
        .formatted(
            change.action(),
            change.entity().name(),
            change.toVersion() == null ? "" : " to " + change.toVersion(),
            ReasonTexts.time(change.at()),
            change.reference() == null ? "" : " (" + change.reference() + ")",
            Math.max(0, lead.toSeconds()),
            then);
  }

  private static List<ChangeSeen> before(
      EntityId entity,
      Instant onset,
      Topology topology,
      LogAndEventEvidence logsAndEvents,
      Thresholds t) {
    return Stream.concat(Stream.of(entity), topology.runsOn(entity).stream())
        .flatMap(touched -> logsAndEvents.acts(touched).stream())
        .filter(seen -> !seen.change().at().isAfter(latest(onset, t)))
        .sorted(Comparator.comparing((ChangeSeen seen) -> seen.change().at()).reversed())
        .toList();
  }

  /** What we did ourselves is never blamed, nor what that replaced. */
  private static List<SuspectChange> blamable(
      List<ChangeSeen> newestFirst, Instant began, Duration step, Thresholds t) {
    // Points of minutes tell when it began to a point.
    var blur = step.compareTo(t.coarseStep()) >= 0 ? step : Duration.ZERO;
    var suspects = new ArrayList<SuspectChange>();
    boolean replaced = false;
    boolean ours = false;
    for (var seen : newestFirst) {
      var change = seen.change();
      var lead = Duration.between(change.at(), began);
      boolean release = isRelease(change);
      ours |= release && change.remediation() != null;
      boolean blamable = change.remediation() == null && !OPERATIONS.contains(change.action());
      if (blamable && !(ours && release) && inTime(lead, t) && suspects.size() < MOST) {
        boolean prompt = lead.compareTo(t.changePrompt().plus(blur)) <= 0;
        suspects.add(new SuspectChange(seen, lead, prompt, release && replaced));
      }
      replaced |= release;
    }
    return suspects;
  }

  private static boolean inTime(Duration lead, Thresholds t) {
    return lead.compareTo(t.changeLookback()) <= 0
        && lead.compareTo(t.changeTolerance().negated()) >= 0;
  }

  /** What is gone was taken down by a release only if it never ran on it in peace. */
  private boolean tookItDown(List<ChangeSeen> before) {
    return release()
        && prompt
        && before.stream()
            .map(ChangeSeen::change)
            .noneMatch(change -> !isRelease(change) && change.at().isAfter(seen.change().at()));
  }

  private static boolean isRelease(Change change) {
    return change.isRelease() && !OPERATIONS.contains(change.action());
  }

  private static Instant latest(Instant onset, Thresholds t) {
    return onset.equals(Instant.MAX) ? onset : onset.plus(t.changeTolerance());
  }
}
