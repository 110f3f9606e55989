package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.intake.SourceAlert;
import io.countersign.connectors.spi.InputProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The canonical form of alerts: {@code {"alerts": [{name, severity, status, startsAt, endsAt?,
 * attributes, fingerprint?, signal?, summary?}]}}, with OpenTelemetry's attribute names.
 */
public final class CanonicalAlerts {
  private static final int MAX_SIGNAL = 64;
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
  public static ParsedBody<AlertBatch> parse(byte[] body, IntegrationSettings settings) {
    return ParsedBody.ofJson(
        body,
        top -> {
          top.only(Set.of("alerts"));
          return AlertCollector.collect(
              top, settings, (alert, at, wrong) -> read(alert, at, settings, wrong), 0, "");
        });
  }

  private static SourceAlert read(
      JsonNode node, String at, IntegrationSettings settings, List<InputProblem> problems) {
    var alert = new BodyReader(node, at, problems);
    alert.only(MEMBERS);
    var name = alert.text("name", 200);
    var status = alert.word("status", Set.of("firing", "resolved"));
    var attributes = alert.texts("attributes", 1024);
    var signal = alert.optional("signal", MAX_SIGNAL);
    var identity = new LinkedHashMap<>(attributes);
    identity.put("alertname", name);
    return new SourceAlert(
        name,
        orEmpty(alert.optional("severity", 64)),
        "firing".equals(status),
        alert.time("startsAt"),
        "resolved".equals(status) ? alert.time("endsAt") : null,
        attributes,
        new EntityAttributes(settings).attributes(attributes),
        orEmpty(alert.optional("fingerprint", 128)),
        identity,
        signal == null ? bounded(attributes.getOrDefault(settings.signalLabel(), "")) : signal,
        summary(alert));
  }

  private static Map<String, String> summary(BodyReader alert) {
    var summary = alert.optional("summary", 16 * 1024);
    return summary == null ? Map.of() : Map.of("summary", summary);
  }

  /** As long as a signal may be that is named by itself. */
  private static String bounded(String signal) {
    return signal.length() <= MAX_SIGNAL ? signal : signal.substring(0, MAX_SIGNAL);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
