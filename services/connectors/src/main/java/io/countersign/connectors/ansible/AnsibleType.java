package io.countersign.connectors.ansible;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code executors: {kind: ansible}}. */
public final class AnsibleType implements ConnectorType {
  @Override
  public Port port() {
    return Port.EXECUTORS;
  }

  @Override
  public String kind() {
    return "ansible";
  }

  @Override
  public String summary() {
    return "Ansible playbooks; targets are read over HTTP.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = AnsibleSettings.read(name, settings);
    return new ConfiguredConnection(name, context -> executor(read, context));
  }

  /** Runs outlive the server, so they are kept in its home. */
  private static AnsibleExecutor executor(AnsibleSettings settings, ConnectorContext context) {
    var runs = context.home().resolve("runs").resolve(settings.name());
    return new AnsibleExecutor(settings, runs, context.http(), context.clock());
  }
}
