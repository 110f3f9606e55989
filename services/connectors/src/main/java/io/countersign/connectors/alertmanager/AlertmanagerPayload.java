package io.countersign.connectors.alertmanager;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.intake.SourceAlert;
import io.countersign.connectors.spi.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Alertmanager's webhook body, version 4. It's the state of a group and not an event: only each
 * alert's own status counts. Members that aren't known are left alone, as later versions add some.
 */
public final class AlertmanagerPayload {
  private static final Set<String> STATUSES = Set.of("firing", "resolved");

  private AlertmanagerPayload() {}

  /** Reads a body; it never throws for what it reads. */
  public static ParsedBody<AlertBatch> parse(byte[] body, IntegrationSettings settings) {
    return ParsedBody.ofJson(body, group -> alerts(group, settings));
  }

  private static ParsedBody<AlertBatch> alerts(BodyReader group, IntegrationSettings settings) {
    group.word("version", Set.of("4"));
    group.word("status", STATUSES);
    var groupKey = group.optional("groupKey", 64 * 1024);
    long truncated = group.count("truncatedAlerts");
    return AlertCollector.collect(
        group,
        settings,
        (alert, at, wrong) -> read(alert, at, settings, wrong),
        truncated,
        groupKey == null ? "" : groupKey);
  }

  private static SourceAlert read(
      JsonNode node, String at, IntegrationSettings settings, List<InputProblem> problems) {
    var alert = new BodyReader(node, at, problems);
    var status = alert.word("status", STATUSES);
    var labels = alert.texts("labels", 1024);
    var name = labels.getOrDefault("alertname", "");
    if (name.isBlank() || name.length() > 200) {
      alert.problem("labels", "must name the alert in alertname, in at most 200 characters");
    }
    var fingerprint = alert.optional("fingerprint", 128);
    return new SourceAlert(
        name,
        labels.getOrDefault("severity", ""),
        "firing".equals(status),
        alert.time("startsAt"),
        "resolved".equals(status) ? alert.time("endsAt") : null,
        labels,
        new EntityAttributes(settings).attributes(labels),
        fingerprint == null ? "" : fingerprint,
        labels,
        bounded(labels.get(settings.signalLabel())),
        annotations(node));
  }

  /** Text for eyes only: what isn't text is left out instead of losing the alert. */
  private static Map<String, String> annotations(JsonNode alert) {
    var ignored = new ArrayList<InputProblem>();
    return alert.path("annotations").isObject()
        ? new BodyReader(alert, "", ignored).texts("annotations", Integer.MAX_VALUE)
        : Map.of();
  }

  private static String bounded(@Nullable String signal) {
    return signal == null || signal.length() > 64 ? "" : signal;
  }
}
