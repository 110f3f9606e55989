package io.countersign.connectors.feed;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code changes: {kind: json-feed}}. */
public final class JsonFeedType implements ConnectorType {
  @Override
  public Port port() {
    return Port.CHANGES;
  }

  @Override
  public String kind() {
    return "json-feed";
  }

  @Override
  public String summary() {
    return "Whatever answers an array of JSON records over HTTP.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = JsonFeedSettings.read(name, settings);
    return new ConfiguredConnection(
        name,
        context ->
            new JsonChangeFeed(
                read, context.environmentDefault(), context.http(), context.clock()));
  }
}
