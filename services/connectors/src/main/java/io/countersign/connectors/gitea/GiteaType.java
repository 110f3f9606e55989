package io.countersign.connectors.gitea;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code ticketing: {kind: gitea}}. */
public final class GiteaType implements ConnectorType {
  @Override
  public Port port() {
    return Port.TICKETING;
  }

  @Override
  public String kind() {
    return "gitea";
  }

  @Override
  public String summary() {
    return "Issues in a repository of Gitea.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = GiteaSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new GiteaTicketing(read, context.http(), context.clock()));
  }
}
