package io.countersign.connectors.servicenow;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code ticketing: {kind: servicenow}}. */
public final class ServiceNowType implements ConnectorType {
  @Override
  public Port port() {
    return Port.TICKETING;
  }

  @Override
  public String kind() {
    return "servicenow";
  }

  @Override
  public String summary() {
    return "Incidents and change requests in ServiceNow.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = ServiceNowSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new ServiceNowTicketing(read, context.http(), context.clock()));
  }
}
