package io.countersign.connectors.alertmanager;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.DeliveredBody;
import io.countersign.connectors.intake.EntryReader;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.intake.SourceAlert;
import io.countersign.domain.alert.SourceGroup;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's webhook body, version 4, and what others send in its form, such as Grafana. It's
 * the state of a group and not an event: each alert's own status counts. Members that aren't known
 * are left alone, as later versions add some; whatever the version is called, the alerts are what
 * matters.
 */
public final class AlertmanagerPayload {
  private AlertmanagerPayload() {}

  /** Reads a body; it never throws for what it reads. */
  public static ParsedBody<AlertBatch> parse(
      byte[] body, IntegrationSettings settings, Instant receivedAt) {
    return DeliveredBody.read(
        body, List.of("alerts"), receivedAt, group -> alerts(group, settings));
  }

  private static ParsedBody<AlertBatch> alerts(DeliveredBody body, IntegrationSettings settings) {
    var groupKey = body.text("groupKey");
    var status = body.text("status");
    var group = GroupKey.group(settings.name(), groupKey, body.value("groupLabels"));
    return AlertCollector.collect(
        body,
        settings,
        alert -> read(alert, settings, status, group),
        body.count("truncatedAlerts"),
        groupKey);
  }

  private static SourceAlert read(
      EntryReader alert,
      IntegrationSettings settings,
      String groupStatus,
      @Nullable SourceGroup group) {
    var labels = alert.labels("labels");
    return new SourceAlert(
        labels.getOrDefault("alertname", ""),
        labels.getOrDefault("severity", ""),
        alert.firing(groupStatus),
        labels,
        alert.text("fingerprint", 256),
        labels,
        labels.getOrDefault(settings.signalLabel(), ""),
        alert.annotations("annotations"),
        group);
  }
}
