package io.countersign.connectors.slack;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The kind {@code slack}. */
public final class SlackType implements ConnectorType {
  @Override
  public Port port() {
    return Port.CONVERSATIONS;
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public String summary() {
    return "A workspace of Slack's, by an app with a bot, over HTTP or Socket Mode.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = SlackSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new SlackConversation(read, context.http(), context.clock()));
  }
}
