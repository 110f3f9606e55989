package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.DeliveredBody;
import io.countersign.connectors.intake.EntryReader;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.intake.SourceAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The canonical form of alerts: {@code {"alerts": [{name, severity, status, startsAt, endsAt?,
 * attributes, fingerprint?, signal?, summary?}]}}, with OpenTelemetry's attribute names. Other
 * members are passed over, and noted.
 */
public final class CanonicalAlerts {
  private static final int MAX_SIGNAL = 64;
  private static final int MAX_SUMMARY = 16 * 1024;
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "severity",
          "status",
          "startsAt",
          "endsAt",
          "attributes",
          "fingerprint",
          "signal",
          "summary");

  private CanonicalAlerts() {}

  /** Reads a body; it never throws for what it reads. */
  public static ParsedBody<AlertBatch> parse(
      byte[] body, IntegrationSettings settings, Instant receivedAt) {
    return DeliveredBody.read(
        body,
        List.of("alerts"),
        receivedAt,
        top -> AlertCollector.collect(top, settings, alert -> read(alert, settings), 0, ""));
  }

  private static SourceAlert read(EntryReader alert, IntegrationSettings settings) {
    alert.only(MEMBERS);
    var name = alert.text("name", 1024);
    var attributes = alert.labels("attributes");
    var identity = new LinkedHashMap<>(attributes);
    identity.put("alertname", name);
    var signal = alert.text("signal", MAX_SIGNAL);
    return new SourceAlert(
        name,
        alert.text("severity", 64),
        alert.firing(""),
        attributes,
        alert.text("fingerprint", 256),
        identity,
        signal.isEmpty() ? bounded(attributes.getOrDefault(settings.signalLabel(), "")) : signal,
        summary(alert.text("summary", MAX_SUMMARY)),
        null);
  }

  private static Map<String, String> summary(String summary) {
    return summary.isEmpty() ? Map.of() : Map.of("summary", summary);
  }

  /** As long as a signal may be that is named by itself. */
  private static String bounded(String signal) {
    return signal.length() <= MAX_SIGNAL ? signal : signal.substring(0, MAX_SIGNAL);
  }
}
