package io.countersign.domain.incident.course;

import io.countersign.domain.incident.SettlingPeriod;
import java.time.Duration;

/**
 * The times of an incident's course.
 *
 * @param quiet diagnosis begins so long after the last alert that joined
 * @param latest and at most so long after the first
 * @param nearEnd between two looks while an end is near
 * @param waiting between two looks while somebody else has to move
 * @param firingAfterRemedy how long alerts may go on firing after a verified remedy
 * @param afterRemedy what suffered needs so much longer than what was mended
 * @param unclear how long something may look unhealthy after a remedy without a cause that stands
 *     out
 * @param undecided for so long after an undecided diagnosis it's worth another look
 * @param targetAgain when a target is asked again that couldn't be asked
 */
public record IncidentCourseSettings(
    Duration quiet,
    Duration latest,
    Duration nearEnd,
    Duration waiting,
    Duration firingAfterRemedy,
    Duration afterRemedy,
    Duration unclear,
    Duration undecided,
    Duration targetAgain) {
  public static final IncidentCourseSettings DEFAULT =
      new IncidentCourseSettings(
          SettlingPeriod.QUIET,
          SettlingPeriod.LATEST,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3),
          Duration.ofSeconds(5));
}
