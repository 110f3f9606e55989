package io.countersign.connectors.alertmanager;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code silences: {kind: alertmanager}}. */
public final class AlertmanagerSilencesType implements ConnectorType {
  @Override
  public Port port() {
    return Port.SILENCES;
  }

  @Override
  public String kind() {
    return "alertmanager";
  }

  @Override
  public String summary() {
    return "An Alertmanager, of which the silences are read.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = SilenceSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new AlertmanagerSilences(read, context.http()));
  }
}
