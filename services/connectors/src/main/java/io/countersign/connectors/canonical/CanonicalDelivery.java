package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import java.time.Instant;
import java.util.Map;

/** The connector {@code integrations: {kind: canonical}}. */
public final class CanonicalDelivery implements DeliveryType {
  @Override
  public String kind() {
    return "canonical";
  }

  @Override
  public String summary() {
    return "The form of POST /api/v1/alerts, with attributes named as OpenTelemetry does.";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of();
  }

  @Override
  public ParsedBody<AlertBatch> parse(
      byte[] body, IntegrationSettings integration, Instant receivedAt) {
    return CanonicalAlerts.parse(body, integration, receivedAt);
  }
}
