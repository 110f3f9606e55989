package io.countersign.connectors.intake;

import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source of alerts.
 *
 * @param name the configured name, part of every alert's id
 * @param kind which form its deliveries have
 * @param labels the source's label to OpenTelemetry attribute; what isn't named stays as it is
 * @param entityKind what its alerts are about: {@code service}, whose name is the attribute {@code
 *     service.name}
 * @param signalLabel the label that names the signal
 * @param environmentDefault of alerts that name no environment
 * @param heartbeat the alert that always fires, if there is one
 */
public record IntegrationSettings(
    String name,
    Kind kind,
    Map<String, String> labels,
    String entityKind,
    String signalLabel,
    String environmentDefault,
    @Nullable Heartbeat heartbeat) {
  /** The attribute of an environment's name. */
  public static final String ENVIRONMENT = "deployment.environment.name";

  /** Which form a source's deliveries have. */
  public enum Kind {
    ALERTMANAGER,
    CANONICAL
  }

  /**
   * @param alert the alert's name; severity {@code none} makes a heartbeat of any other, too
   * @param lostAfter how long its absence is no news
   */
  public record Heartbeat(String alert, Duration lostAfter) {}

  public IntegrationSettings {
    labels = Map.copyOf(labels);
  }

  /** An Alertmanager with the labels that need no configuration. */
  public static IntegrationSettings alertmanager(String name, String environmentDefault) {
    return new IntegrationSettings(
        name,
        Kind.ALERTMANAGER,
        Map.of("service", "service.name", "environment", ENVIRONMENT),
        "service",
        "signal",
        environmentDefault,
        null);
  }

  /** The canonical form. */
  public static IntegrationSettings canonical(String name, String environmentDefault) {
    return new IntegrationSettings(
        name, Kind.CANONICAL, Map.of(), "service", "signal", environmentDefault, null);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static IntegrationSettings read(
      String name, SettingsReader settings, String environmentDefault) {
    var kind = settings.choice("kind", Kind.class, Kind.ALERTMANAGER);
    var plain =
        switch (kind) {
          case ALERTMANAGER -> alertmanager(name, environmentDefault);
          case CANONICAL -> canonical(name, environmentDefault);
        };
    return new IntegrationSettings(
        name,
        kind,
        settings.has("labels") ? settings.texts("labels") : plain.labels(),
        settings.text("entityKind", plain.entityKind()),
        settings.text("signalLabel", plain.signalLabel()),
        environmentDefault,
        settings.has("heartbeat") ? heartbeat(settings.object("heartbeat")) : null);
  }

  /** The attribute that names the entity. */
  public String nameAttribute() {
    return entityKind + ".name";
  }

  private static Heartbeat heartbeat(SettingsReader settings) {
    return new Heartbeat(
        settings.text("alert", "Watchdog"),
        Duration.ofSeconds(settings.integer("lostAfterSeconds", 300, 5, 86_400)));
  }
}
