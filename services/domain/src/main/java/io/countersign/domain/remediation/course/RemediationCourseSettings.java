package io.countersign.domain.remediation.course;

import java.time.Duration;

/**
 * The times of a remediation's course.
 *
 * @param decisionAgain until an approval's deadline is asked about again that clocks, which differ
 *     a little, put into the past too early
 * @param startAgain until an approved remediation is tried again that couldn't start
 * @param haltedAgain until a step is tried again that the kill switch held up
 * @param stepAgain until a step is tried, or read back, again
 * @param attempts how often a step is tried that had no effect
 * @param senderMargin a sender gives up at the step's deadline; its last word may be on the way so
 *     much longer
 * @param targetAgain until a target is asked again that couldn't be asked
 * @param unreadableAtMost how long after the last effect a target that can't be asked is asked
 *     again; then a person has to look
 * @param verifyDeadline a remedy that doesn't show so long after the first stability time has
 *     failed
 * @param measureAgain between two measurements while the probes don't hold yet
 * @param lookAgain until it's looked again whether a target is open that never opens, or late
 * @param askedAtMost how long people are asked whether what a window closed on goes on; then it
 *     stops
 * @param poolAgain until it's looked again whether enough people could approve, where they couldn't
 */
public record RemediationCourseSettings(
    Duration decisionAgain,
    Duration startAgain,
    Duration haltedAgain,
    Duration stepAgain,
    int attempts,
    Duration senderMargin,
    Duration targetAgain,
    Duration unreadableAtMost,
    Duration verifyDeadline,
    Duration measureAgain,
    Duration lookAgain,
    Duration askedAtMost,
    Duration poolAgain) {
  public static final RemediationCourseSettings DEFAULT =
      new RemediationCourseSettings(
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          3,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          Duration.ofSeconds(300),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1));
}
