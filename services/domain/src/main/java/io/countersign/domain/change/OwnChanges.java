package io.countersign.domain.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides which of the changes that others tell of are our own doing: by what is on record of our
 * steps, never by what a change says of itself alone. Anybody may write an id into a reason.
 */
public final class OwnChanges {
  /** How far the clock of who tells of changes may be from ours. */
  static final Duration TOLERANCE = Duration.ofSeconds(3);

  private OwnChanges() {}

  /**
   * @param steps all that were started on any target around that time
   * @param now until when a step that is under way may have done something
   * @return the remediation that did it; empty if it's not ours
   */
  public static Optional<String> remediation(
      Change change, ChangeAuthor actor, List<OwnStep> steps, Instant now) {
    return steps.stream()
        .filter(step -> step.target().equals(change.entity()))
        .filter(step -> !change.at().isBefore(step.startedAt().minus(TOLERANCE)))
        .filter(step -> actsAs(step.signature(), actor))
        .filter(step -> isMarked(change) ? isNamed(change, step) : isWithin(change, step, now))
        .map(OwnStep::remediation)
        .findFirst();
  }

  private static boolean actsAs(ChangeSignature signature, ChangeAuthor actor) {
    return switch (actor) {
      case ChangeAuthor.Told(var name) -> name.equals(signature.actor());
      case ChangeAuthor.Untold _ -> true;
      case ChangeAuthor.Missing _ -> false;
    };
  }

  private static boolean isMarked(Change change) {
    return change.remediation() != null;
  }

  /** A request may take effect long after its sender gave up: the id tells, however late. */
  private static boolean isNamed(Change change, OwnStep step) {
    return step.remediation().equals(change.remediation());
  }

  /** Only what can't carry a mark may go without one. */
  private static boolean isWithin(Change change, OwnStep step, Instant now) {
    var ended = step.endedAt() == null ? now : step.endedAt();
    return !step.signature().marked() && !change.at().isAfter(ended.plus(TOLERANCE));
  }
}
