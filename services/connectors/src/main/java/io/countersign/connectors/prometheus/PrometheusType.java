package io.countersign.connectors.prometheus;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code evidence: {kind: prometheus}}. */
public final class PrometheusType implements ConnectorType {
  @Override
  public Port port() {
    return Port.EVIDENCE;
  }

  @Override
  public String kind() {
    return "prometheus";
  }

  @Override
  public String summary() {
    return "Prometheus's HTTP API, which others such as VictoriaMetrics speak, too.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = PrometheusSettings.read(name, settings);
    return new ConfiguredConnection(name, context -> new PrometheusSource(read, context.http()));
  }
}
