package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.milliseconds;
import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import java.time.Duration;

/** The file's section {@code loop.remediation}: the times of a remediation's course. */
final class RemediationLoopSection {
  private static final int MINUTE_MILLIS = 60_000;
  private static final int MOST_ATTEMPTS = 10;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  private RemediationLoopSection() {}

  static RemediationCourseSettings read(Duration verifyDeadline, SettingsReader own) {
    var plain = RemediationCourseSettings.DEFAULT;
    return new RemediationCourseSettings(
        own.value(
            "decisionAgainMilliseconds",
            milliseconds(1, MINUTE_MILLIS),
            plain.decisionAgain(),
            "until an approval's deadline is asked about again"),
        own.value(
            "startAgainSeconds",
            seconds(1, HOUR),
            plain.startAgain(),
            "until what was approved and couldn't start is tried again"),
        own.value(
            "haltedAgainSeconds",
            seconds(1, HOUR),
            plain.haltedAgain(),
            "until a step that the kill switch held up is tried again"),
        own.value(
            "stepAgainSeconds",
            seconds(1, HOUR),
            plain.stepAgain(),
            "until a step is tried, or read back, again"),
        own.value(
            "attempts",
            wholeNumber(1, MOST_ATTEMPTS),
            plain.attempts(),
            "of a step that had no effect"),
        own.value(
            "senderMarginSeconds",
            seconds(1, HOUR),
            plain.senderMargin(),
            "a step may take effect so long after its deadline"),
        own.value(
            "targetAgainSeconds",
            seconds(1, HOUR),
            plain.targetAgain(),
            "until a target that couldn't be asked is asked again"),
        own.value(
            "unreadableAtMostSeconds",
            seconds(1, DAY),
            plain.unreadableAtMost(),
            "a target that can't be asked so long is for a person"),
        verifyDeadline,
        own.value(
            "measureAgainSeconds",
            seconds(1, HOUR),
            plain.measureAgain(),
            "until probes that don't hold yet are measured again"),
        own.value(
            "lookAgainSeconds",
            seconds(1, DAY),
            plain.lookAgain(),
            "until it's looked again whether a target is open that opens late or never"),
        own.value(
            "askedAtMostSeconds",
            seconds(1, DAY),
            plain.askedAtMost(),
            "how long people are asked how what a window closed on goes on; then it stops"),
        own.value(
            "poolAgainSeconds",
            seconds(1, HOUR),
            plain.poolAgain(),
            "until it's looked again whether enough people could approve, where they couldn't"));
  }
}
