package io.countersign.connectors.intake;

import static io.countersign.connectors.settings.SettingForm.entityPart;
import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.text;

import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One source of alerts.
 *
 * @param name the configured name, part of every alert's id
 * @param type which form its deliveries have
 * @param labels the source's label to OpenTelemetry attribute; what isn't named stays as it is
 * @param entityKind what its alerts are about: {@code service}, whose name is the attribute {@code
 *     service.name}
 * @param signalLabel the label that names the signal
 * @param environmentDefault of alerts that name no environment
 * @param staleAfter how long an alert that fires is told no more until it's taken for over; zero
 *     for never
 * @param heartbeat the alert that always fires, if there is one
 * @param ladder what names the entity where the mapped attribute doesn't
 */
public record IntegrationSettings(
    String name,
    DeliveryType type,
    Map<String, String> labels,
    String entityKind,
    String signalLabel,
    String environmentDefault,
    Duration staleAfter,
    @Nullable Heartbeat heartbeat,
    EntityLadder ladder) {
  /** What kube-prometheus calls it. */
  private static final String WATCHDOG = "Watchdog";

  private static final int LONGEST_STALENESS = 30 * 86_400;

  /** The attribute of an environment's name. */
  public static final String ENVIRONMENT = "deployment.environment.name";

  /**
   * @param alert the alert's name: no other is one, whatever its severity
   * @param lostAfter how long its absence is no news
   */
  public record Heartbeat(String alert, Duration lostAfter) {}

  public IntegrationSettings {
    labels = Map.copyOf(labels);
  }

  /** An integration of which the file says nothing. */
  public static IntegrationSettings plain(
      DeliveryType type, String name, String environmentDefault) {
    return new IntegrationSettings(
        name,
        type,
        type.labels(),
        "service",
        "signal",
        environmentDefault,
        type.staleAfter(),
        null,
        EntityLadder.SHIPPED);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static IntegrationSettings read(
      DeliveryType type, String name, SettingsReader settings, String environmentDefault) {
    var plain = plain(type, name, environmentDefault);
    var heartbeat = settings.optionalObject("heartbeat");
    return new IntegrationSettings(
        name,
        type,
        labels(settings, plain.labels()),
        settings.value("entityKind", entityPart(), plain.entityKind(), "what its alerts are about"),
        settings.text("signalLabel", plain.signalLabel(), "the label that names the signal"),
        environmentDefault,
        settings.value(
            "staleAfterSeconds",
            seconds(0, LONGEST_STALENESS),
            plain.staleAfter(),
            "how long an alert is told no more until it's taken for over: thrice repeat_interval or"
                + " more; 0 for never"),
        heartbeat == null ? null : heartbeat(heartbeat),
        EntityLadder.read(settings.object("ladder")));
  }

  private static Map<String, String> labels(SettingsReader settings, Map<String, String> plain) {
    return settings.has("labels")
        ? settings.all(
            "labels", "LABEL", text(), "the attribute that it is; given, they replace the kind's")
        : plain;
  }

  /** The name of the alert that always fires. */
  public String heartbeatAlert() {
    return heartbeat == null ? WATCHDOG : heartbeat.alert();
  }

  /** The attribute that names the entity. */
  public String nameAttribute() {
    return entityKind + ".name";
  }

  /** The labels that decide what an alert is; others are worth less. */
  Set<String> decidingLabels() {
    return Stream.of(
            Stream.of("alertname", "severity", signalLabel, nameAttribute(), ENVIRONMENT),
            labels.keySet().stream(),
            ladder.rungs().values().stream().flatMap(List::stream))
        .flatMap(it -> it)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Heartbeat heartbeat(SettingsReader settings) {
    return new Heartbeat(
        settings.text("alert", WATCHDOG, "the alert that always fires"),
        settings.value(
            "lostAfterSeconds",
            seconds(5, 86_400),
            Duration.ofSeconds(300),
            "how long its absence is no news"));
  }
}
