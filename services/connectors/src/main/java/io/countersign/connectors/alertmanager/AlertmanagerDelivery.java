package io.countersign.connectors.alertmanager;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The connector {@code integrations: {kind: alertmanager}}. */
public final class AlertmanagerDelivery implements DeliveryType {
  @Override
  public String kind() {
    return "alertmanager";
  }

  @Override
  public String summary() {
    return "Alertmanager's webhook, version 4.";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("service", "service.name", "environment", IntegrationSettings.ENVIRONMENT);
  }

  /** More than a day, which many have as repeat_interval, and six times the four hours of all. */
  @Override
  public Duration staleAfter() {
    return Duration.ofHours(25);
  }

  @Override
  public ParsedBody<AlertBatch> parse(
      byte[] body, IntegrationSettings integration, Instant receivedAt) {
    return AlertmanagerPayload.parse(body, integration, receivedAt);
  }
}
