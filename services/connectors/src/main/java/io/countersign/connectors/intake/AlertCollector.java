package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The sorting of a delivery's alerts: observations, heartbeats, and those that are left out. */
public final class AlertCollector {
  private static final int MAX_ALERTS = 10_000;
  private static final int MAX_LABELS = 64;
  // An event holds at most 32 KiB, and more than the labels.
  private static final int MAX_LABEL_BYTES = 20 * 1024;
  private static final int MAX_ANNOTATION = 4096;

  /** The reading of one alert in the source's form; it puts what is wrong into the list. */
  public interface Form {
    SourceAlert read(JsonNode alert, String at, List<InputProblem> problems);
  }

  private final IntegrationSettings settings;
  private final EntityAttributes entities;
  private final List<AlertObservation> observations = new ArrayList<>();
  private final List<Heartbeat> heartbeats = new ArrayList<>();
  private final List<InputProblem> refused = new ArrayList<>();
  private int refusedAlerts;
  private boolean anyMalformed;

  private AlertCollector(IntegrationSettings settings) {
    this.settings = settings;
    this.entities = new EntityAttributes(settings);
  }

  /**
   * The alerts of a body's array {@code alerts}; the body's problems so far make it malformed.
   *
   * @param body the object that holds the array
   * @param truncated how many the source itself left out
   * @param groupKey the source's name for the group; empty if it has none
   */
  public static ParsedBody<AlertBatch> collect(
      BodyReader body, IntegrationSettings settings, Form form, long truncated, String groupKey) {
    var alerts = body.items("alerts");
    if (alerts.size() > MAX_ALERTS) {
      return new ParsedBody.TooLarge<>(new InputProblem("/alerts", "are more than " + MAX_ALERTS));
    }
    var collector = new AlertCollector(settings);
    collector.take(alerts, form);
    if (!body.good()) {
      return new ParsedBody.Malformed<>(
          Stream.concat(body.problems().stream(), collector.refused.stream()).toList());
    }
    return collector.batch(alerts.size(), truncated, groupKey);
  }

  private void take(List<JsonNode> alerts, Form form) {
    for (int i = 0; i < alerts.size(); i++) {
      var at = "/alerts/" + i;
      var problems = new ArrayList<InputProblem>();
      var alert = form.read(alerts.get(i), at, problems);
      if (problems.isEmpty()) {
        sort(alert, at);
      } else {
        anyMalformed = true;
        leaveOut(problems);
      }
    }
  }

  /** The delivery as a whole: malformed when nothing in it has the proper form. */
  private ParsedBody<AlertBatch> batch(int received, long truncated, String groupKey) {
    boolean nothing = observations.isEmpty() && heartbeats.isEmpty();
    return nothing && anyMalformed
        ? new ParsedBody.Malformed<>(refused)
        : new ParsedBody.Accepted<>(
            new AlertBatch(
                received, observations, heartbeats, refused, refusedAlerts, truncated, groupKey));
  }

  private void sort(SourceAlert alert, String at) {
    var startsAt = alert.startsAt();
    if (isHeartbeat(alert)) {
      heartbeats.add(new Heartbeat(settings.name(), alert.name(), alert.firing()));
    } else if (startsAt == null) {
      leaveOut(List.of(new InputProblem(at + "/startsAt", "is missing")));
    } else {
      observe(alert, startsAt, at);
    }
  }

  private boolean isHeartbeat(SourceAlert alert) {
    var configured = settings.heartbeat();
    return Severity.of(alert.severity()) == Severity.NONE
        || (configured != null && configured.alert().equals(alert.name()));
  }

  private void observe(SourceAlert alert, Instant startsAt, String at) {
    var entity = entities.entity(alert.attributes());
    var tooMuch = tooMuch(alert.labels());
    if (tooMuch != null) {
      leaveOut(List.of(new InputProblem(at, tooMuch)));
    } else if (entity.isEmpty()) {
      leaveOut(
          List.of(
              new InputProblem(
                  at, "names no usable " + settings.nameAttribute() + " or environment")));
    } else {
      var fingerprint =
          alert.fingerprint().isEmpty() ? Fingerprint.of(alert.identity()) : alert.fingerprint();
      observations.add(
          new AlertObservation(
              new ObserveAlert(
                  AlertId.of(settings.name(), fingerprint, startsAt),
                  settings.name(),
                  fingerprint,
                  alert.name(),
                  Severity.of(alert.severity()),
                  entity.get(),
                  alert.signal(),
                  startsAt,
                  alert.firing() ? null : alert.endsAt(),
                  alert.labels(),
                  null),
              text(alert.annotations())));
    }
  }

  private void leaveOut(List<InputProblem> why) {
    refused.addAll(why);
    refusedAlerts++;
  }

  private static @Nullable String tooMuch(Map<String, String> labels) {
    if (labels.size() > MAX_LABELS) {
      return "has more than " + MAX_LABELS + " labels";
    }
    var bytes = CanonicalJson.write(labels).getBytes(StandardCharsets.UTF_8).length;
    return bytes > MAX_LABEL_BYTES ? "has more than " + MAX_LABEL_BYTES + " bytes of labels" : null;
  }

  private static String text(Map<String, String> annotations) {
    if (annotations.isEmpty()) {
      return "";
    }
    var json = JsonNodeFactory.instance.objectNode();
    annotations.forEach((name, text) -> json.put(name, cut(text)));
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  private static String cut(String broken) {
    // Half of a character can't be written; by way of bytes it becomes a question mark.
    var text = new String(broken.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return text.length() <= MAX_ANNOTATION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_ANNOTATION / 2)) + " [...]";
  }
}
