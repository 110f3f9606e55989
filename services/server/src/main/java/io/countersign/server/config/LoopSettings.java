package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;

/**
 * The durations of the loop: the file's sections {@code settling} and {@code verification}.
 *
 * @param quiet diagnosis begins so long after the last alert that joined
 * @param latest and at most so long after the first
 * @param stability how long probes must hold without a break
 * @param verifyDeadline after which a remedy that doesn't show is held to have failed
 */
public record LoopSettings(
    Duration quiet, Duration latest, Duration stability, Duration verifyDeadline) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300));

  private static final int DAY = 86_400;

  static LoopSettings read(SettingsReader settling, SettingsReader verification) {
    return new LoopSettings(
        settling.value(
            "quietSeconds",
            seconds(1, 3600),
            DEFAULT.quiet(),
            "diagnosis begins so long after the last alert that joined"),
        settling.value(
            "latestSeconds",
            seconds(1, 3600),
            DEFAULT.latest(),
            "and at most so long after the first"),
        verification.value(
            "stabilitySeconds",
            seconds(1, DAY),
            DEFAULT.stability(),
            "probes must hold so long without a break"),
        verification.value(
            "deadlineSeconds",
            seconds(1, DAY),
            DEFAULT.verifyDeadline(),
            "then a remedy that doesn't show has failed"));
  }
}
