package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.intake.SourceAlert;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
    if (body.length > AlertCollector.MAX_BYTES) {
      return new ParsedBody.TooLarge<>(new InputProblem("", "is longer than 8 MiB"));
    }
    var problems = new ArrayList<InputProblem>();
    var json = StrictJson.read(body, problems::add).orElse(MissingNode.getInstance());
    return problems.isEmpty()
        ? batch(json, settings, problems)
        : new ParsedBody.Malformed<>(problems);
  }

  private static ParsedBody<AlertBatch> batch(
      JsonNode json, IntegrationSettings settings, List<InputProblem> problems) {
    var top = new BodyReader(json, "", problems);
    top.only(Set.of("alerts"));
    var alerts = top.items("alerts");
    if (alerts.size() > AlertCollector.MAX_ALERTS) {
      return new ParsedBody.TooLarge<>(
          new InputProblem("/alerts", "are more than " + AlertCollector.MAX_ALERTS));
    }
    var collector = new AlertCollector(settings);
    collector.take(alerts, (alert, at, wrong) -> read(alert, at, settings, wrong));
    if (!top.good()) {
      problems.addAll(collector.problems());
      return new ParsedBody.Malformed<>(problems);
    }
    return collector.batch(alerts.size(), 0, "");
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
