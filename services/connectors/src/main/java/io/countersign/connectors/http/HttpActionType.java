package io.countersign.connectors.http;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code executors: {kind: http-action}}. */
public final class HttpActionType implements ConnectorType {
  @Override
  public Port port() {
    return Port.EXECUTORS;
  }

  @Override
  public String kind() {
    return "http-action";
  }

  @Override
  public String summary() {
    return "A control API over HTTP.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = HttpActionSettings.read(name, settings);
    return new ConfiguredConnection(name, context -> new HttpActionExecutor(read, context.http()));
  }
}
