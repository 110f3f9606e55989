package io.countersign.domain.incident.course;

import io.countersign.domain.incident.SettlingPeriod;
import java.time.Duration;

/**
 * The times of an incident's course.
 *
 * @param quiet diagnosis begins so long after the last alert that joined
 * @param latest and at most so long after the first
 * @param stability so long alerts stay resolved of what nothing measures, before it's over
 * @param nearEnd between two looks while an end is near, at first
 * @param nearEndAtMost and in the end
 * @param waiting between two looks while somebody else has to move, who would wake it
 * @param firingAfterRemedy how long alerts may go on firing after a verified remedy
 * @param afterRemedy what suffered needs so much longer than what was mended
 * @param unclear how long something may look unhealthy after a remedy without a cause that stands
 *     out
 * @param undecided for so long after an undecided diagnosis it's worth another look
 * @param targetAgain when what failed is tried again, at first; and looked at that is undecided
 * @param targetAgainAtMost and in the end
 * @param handOver what fails so long is for a person
 * @param alike what fails so often for the same reason, and wouldn't by waiting, is for a person
 */
public record IncidentCourseSettings(
    Duration quiet,
    Duration latest,
    Duration stability,
    Duration nearEnd,
    Duration nearEndAtMost,
    Duration waiting,
    Duration firingAfterRemedy,
    Duration afterRemedy,
    Duration unclear,
    Duration undecided,
    Duration targetAgain,
    Duration targetAgainAtMost,
    Duration handOver,
    int alike) {
  public static final IncidentCourseSettings DEFAULT =
      new IncidentCourseSettings(
          SettlingPeriod.QUIET,
          SettlingPeriod.LATEST,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          3);
}
