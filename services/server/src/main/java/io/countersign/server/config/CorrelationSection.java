package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.correlation.CorrelationSettings;

/** The file's section {@code correlation}: which alerts are one incident. */
final class CorrelationSection {
  private static final int DAY = 86_400;

  private CorrelationSection() {}

  static CorrelationSettings read(SettingsReader settings) {
    var plain = CorrelationSettings.DEFAULT;
    return new CorrelationSettings(
        settings.value(
            "joinWindowSeconds",
            seconds(1, DAY),
            plain.joinWindow(),
            "a dependent's alert may begin so long after its cause's"),
        settings.value("leadSeconds", seconds(1, DAY), plain.lead(), "and so long before it"),
        settings.value(
            "maxDistance", wholeNumber(1, 10), plain.maxDistance(), "relations between the two"),
        settings.value(
            "echoGraceSeconds",
            seconds(1, 3600),
            plain.echoGrace(),
            "an echo begins at most so long after an incident was closed"),
        settings.value(
            "echoPatienceSeconds",
            seconds(1, DAY),
            plain.echoPatience(),
            "an echo that fires longer reopens the incident"));
  }
}
