package io.countersign.server.config;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.policies.approval.ApprovalTimings;
import java.util.OptionalInt;

/** The file's section {@code approval}: times that go before the approval rules' own. */
final class ApprovalSection {
  /** Nobody's approval lasts longer. */
  private static final int DAY = 86_400;

  private ApprovalSection() {}

  static ApprovalTimings read(SettingsReader settings) {
    return new ApprovalTimings(
        seconds(settings, "remindSeconds", "instead of the rules': a reminder, after the request"),
        seconds(settings, "escalateSeconds", "instead of the rules': the next level is asked"),
        seconds(settings, "expireSeconds", "instead of the rules': the request has expired"));
  }

  private static OptionalInt seconds(SettingsReader settings, String key, String meaning) {
    var seconds = settings.optional(key, SettingForm.seconds(1, DAY), meaning);
    return seconds == null ? OptionalInt.empty() : OptionalInt.of((int) seconds.toSeconds());
  }
}
