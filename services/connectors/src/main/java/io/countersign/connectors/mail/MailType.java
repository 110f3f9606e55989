package io.countersign.connectors.mail;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code notifications: {kind: email}}. */
public final class MailType implements ConnectorType {
  @Override
  public Port port() {
    return Port.NOTIFICATIONS;
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public String summary() {
    return "People and lists, by e-mail through an SMTP server.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = MailSettings.read(settings);
    return new ConfiguredConnection(
        read.name(), context -> new MailNotifier(read, context.clock()));
  }
}
