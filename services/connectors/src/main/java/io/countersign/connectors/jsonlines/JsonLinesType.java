package io.countersign.connectors.jsonlines;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code logs: {kind: json-lines}}. */
public final class JsonLinesType implements ConnectorType {
  @Override
  public Port port() {
    return Port.LOGS;
  }

  @Override
  public String kind() {
    return "json-lines";
  }

  @Override
  public String summary() {
    return "Files of one JSON object a line.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = JsonLinesSettings.read(name, settings);
    return new ConfiguredConnection(name, _ -> new JsonLinesSource(read));
  }
}
