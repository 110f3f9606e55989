package io.countersign.connectors.webhook;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code notifications: {kind: signed-webhook}}. */
public final class SignedWebhookType implements ConnectorType {
  @Override
  public Port port() {
    return Port.NOTIFICATIONS;
  }

  @Override
  public String kind() {
    return "signed-webhook";
  }

  @Override
  public String summary() {
    return "An HTTP receiver that can check who sent a notice.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = WebhookSettings.read(settings);
    return new ConfiguredConnection(
        read.name(), context -> new SignedWebhook(read, context.http(), context.clock()));
  }
}
