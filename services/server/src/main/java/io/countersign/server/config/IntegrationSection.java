package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.ConnectorTypes;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file's section {@code integrations}: who delivers alerts. */
final class IntegrationSection {
  private IntegrationSection() {}

  /**
   * By name: those of the file, and one of each kind under the kind's name, which needs no
   * configuration.
   *
   * @param own the file's entries
   */
  static Map<String, IntegrationSettings> read(
      Map<String, SettingsReader> own, String environmentDefault) {
    var found = new LinkedHashMap<String, IntegrationSettings>();
    for (var type : ConnectorTypes.deliveries()) {
      found.put(type.kind(), IntegrationSettings.plain(type, type.kind(), environmentDefault));
    }
    own.forEach((name, settings) -> found.put(name, entry(name, settings, environmentDefault)));
    return found;
  }

  private static IntegrationSettings entry(
      String name, SettingsReader settings, String environmentDefault) {
    var types = ConnectorTypes.deliveries();
    var kinds = types.stream().map(DeliveryType::kind).toList();
    var kind = settings.value("kind", word(kinds), kinds.getFirst(), "the form of its deliveries");
    var type = types.stream().filter(it -> it.kind().equals(kind)).findFirst().orElseThrow();
    return IntegrationSettings.read(type, name, settings, environmentDefault);
  }
}
