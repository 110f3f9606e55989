package io.countersign.connectors.jira;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code ticketing: {kind: jira}}. */
public final class JiraType implements ConnectorType {
  @Override
  public Port port() {
    return Port.TICKETING;
  }

  @Override
  public String kind() {
    return "jira";
  }

  @Override
  public String summary() {
    return "Issues in a project of Jira, Cloud or Data Center.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = JiraSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new JiraTicketing(read, context.http(), context.clock()));
  }
}
