package io.countersign.connectors.http;

import static io.countersign.connectors.settings.SettingForm.flag;
import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.TargetSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One control API over HTTP. It knows no product: everything that one differs in stands here.
 *
 * @param targets which ones it acts on, and how they are read
 * @param timeout of one request at most
 * @param keyHeader the header that carries the key of once-only effects
 * @param honoursKeys whether the API has one effect for a key, however often and late it arrives
 * @param deadlineHeader the header that carries the deadline of an effect
 * @param staleStatus the HTTP status that means: not in the expected state
 * @param actor what the target keeps as the actor: {@code ${actor}}
 */
record HttpActionSettings(
    TargetSettings targets,
    Duration timeout,
    String keyHeader,
    boolean honoursKeys,
    String deadlineHeader,
    int staleStatus,
    String actor,
    Map<String, ActionTemplate> actions) {
  private static final SettingForm<String> HEADER =
      SettingForm.parsed("header's name", HttpActionSettings::parseHeader, "Idempotency-Key");

  private static final SettingForm<String> DEADLINE =
      SettingForm.parsed("header's name", HttpActionSettings::parseHeader, "Request-Deadline");

  HttpActionSettings {
    actions = Map.copyOf(actions);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static HttpActionSettings read(String name, SettingsReader settings) {
    var targets = TargetSettings.read(name, settings);
    var actions = new LinkedHashMap<String, ActionTemplate>();
    settings
        .objects("actions", "ACTION")
        .forEach((action, template) -> actions.put(action, ActionTemplate.read(template, targets)));
    if (actions.isEmpty()) {
      settings.problem("actions", "must name at least one action");
    }
    return new HttpActionSettings(
        targets,
        settings.value(
            "timeoutSeconds", seconds(1, 3600), Duration.ofSeconds(20), "of one request at most"),
        settings.value(
            "keyHeader", HEADER, HEADER.standIn(), "carries the key of a once-only effect"),
        settings.value(
            "honoursKeys",
            flag(),
            false,
            "whether the API has one effect for a key, however often and late it arrives"),
        settings.value(
            "deadlineHeader", DEADLINE, DEADLINE.standIn(), "carries until when it may act"),
        settings.value(
            "staleStatus", wholeNumber(400, 499), 409, "the status that means: not as expected"),
        settings.text("actor", "countersign", "${actor}: who shows in lists of changes"),
        actions);
  }

  String name() {
    return targets.executor();
  }

  private static String parseHeader(String text) {
    if (!text.matches("[A-Za-z][A-Za-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("is not a header's name");
    }
    return text;
  }
}
