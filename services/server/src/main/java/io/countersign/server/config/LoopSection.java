package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.incident.course.IncidentCourseSettings;
import java.time.Duration;

/**
 * The file's sections {@code settling}, {@code verification} and {@code loop}: the loops' times.
 */
final class LoopSection {
  private static final int HOUR = 3_600;
  private static final int MOST_TURNS = 1_000_000;
  private static final int MOST_MEBIBYTES = 4_096;
  private static final int MOST_ALIKE = 20;
  private static final int DAY = 86_400;

  private LoopSection() {}

  static LoopSettings read(SettingsReader top) {
    var plain = LoopSettings.DEFAULT;
    var settling = top.object("settling");
    var verification = top.object("verification");
    var loop = top.object("loop");
    var stability =
        verification.value(
            "stabilitySeconds",
            seconds(1, DAY),
            plain.stability(),
            "probes must hold so long without a break");
    var deadline =
        verification.value(
            "deadlineSeconds",
            seconds(1, DAY),
            plain.remediation().verifyDeadline(),
            "then a remedy that doesn't show has failed");
    return new LoopSettings(
        stability,
        incident(stability, settling, loop.object("incident")),
        RemediationLoopSection.read(deadline, loop.object("remediation")),
        loop.value(
            "planExpirySeconds",
            seconds(60, 30 * DAY),
            plain.planExpiry(),
            "a plan can't start so long after it was proposed, whatever was approved"),
        loop.value(
            "clockSkewSeconds",
            seconds(1, HOUR),
            plain.clockSkew(),
            "clocks may differ so much before a high-risk step"),
        loop.optional(
            "turns",
            wholeNumber(10, 10_000),
            "a loop begins a fresh history after so many turns, else after 50 on the embedded"
                + " Temporal and after 400 on a server"),
        loop.value(
            "heldTurns",
            wholeNumber(100, MOST_TURNS),
            plain.heldTurns(),
            "a fresh embedded Temporal takes the old one's place after so many turns of loops"),
        loop.value(
            "heldMebibytes",
            wholeNumber(1, MOST_MEBIBYTES),
            plain.heldMebibytes(),
            "or when it holds so much of them"),
        loop.value(
            "sweepSeconds",
            seconds(1, 300),
            plain.sweepEvery(),
            "between two looks for loops that are due and don't go on: what went astray is late by"
                + " three of them at most"));
  }

  private static IncidentCourseSettings incident(
      Duration stability, SettingsReader settling, SettingsReader own) {
    var plain = IncidentCourseSettings.DEFAULT;
    return new IncidentCourseSettings(
        settling.value(
            "quietSeconds",
            seconds(1, HOUR),
            plain.quiet(),
            "diagnosis begins so long after the last alert that joined"),
        settling.value(
            "latestSeconds",
            seconds(1, HOUR),
            plain.latest(),
            "and at most so long after the first"),
        stability,
        own.value(
            "nearEndSeconds",
            seconds(1, HOUR),
            plain.nearEnd(),
            "between two looks at an incident whose end is near, at first"),
        own.value(
            "nearEndAtMostSeconds", seconds(1, HOUR), plain.nearEndAtMost(), "and in the end"),
        own.value(
            "waitingSeconds",
            seconds(1, HOUR),
            plain.waiting(),
            "between two looks while somebody else has to move: whatever is recorded of the"
                + " incident wakes its loop at once"),
        own.value(
            "firingAfterRemedySeconds",
            seconds(1, DAY),
            plain.firingAfterRemedy(),
            "alerts may fire on so long after a verified remedy"),
        own.value(
            "afterRemedySeconds",
            seconds(1, DAY),
            plain.afterRemedy(),
            "what fires on is looked into so long after a remedy"),
        own.value(
            "unclearSeconds",
            seconds(1, DAY),
            plain.unclear(),
            "what stays unclear so long after a remedy is for a person"),
        own.value(
            "undecidedSeconds",
            seconds(1, DAY),
            plain.undecided(),
            "an undecided diagnosis is worth another look so long"),
        own.value(
            "targetAgainSeconds",
            seconds(1, HOUR),
            plain.targetAgain(),
            "until what failed is tried again, at first; twice as long each time"),
        own.value(
            "targetAgainAtMostSeconds",
            seconds(1, HOUR),
            plain.targetAgainAtMost(),
            "and in the end"),
        own.value(
            "handOverSeconds",
            seconds(1, DAY),
            plain.handOver(),
            "what fails for so long is for a person"),
        own.value(
            "alike",
            wholeNumber(1, MOST_ALIKE),
            plain.alike(),
            "what fails so often for the same reason of our own is for a person"));
  }
}
