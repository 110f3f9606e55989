package io.countersign.connectors.teams;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code notifications: {kind: teams}}. */
public final class TeamsType implements ConnectorType {
  @Override
  public Port port() {
    return Port.NOTIFICATIONS;
  }

  @Override
  public String kind() {
    return "teams";
  }

  @Override
  public String summary() {
    return "A channel or chat of Microsoft Teams, by the webhook of one of its workflows.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = TeamsSettings.read(settings);
    return new ConfiguredConnection(
        read.name(), context -> new TeamsNotifier(read, context.http(), context.clock()));
  }
}
