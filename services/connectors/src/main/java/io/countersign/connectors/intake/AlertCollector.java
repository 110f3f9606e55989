package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The sorting of a delivery's alerts: observations, heartbeats, and the few that say nothing at
 * all. Whatever else is odd about one, it's kept, and what was done to it goes with it.
 */
public final class AlertCollector {
  /** More of one delivery are counted, and left for a later one. */
  public static final int MAX_ALERTS = 10_000;

  private static final int MAX_NAME = 200;
  private static final int MAX_FINGERPRINT = 128;
  private static final int MAX_SIGNAL = 64;
  private static final int MAX_ANNOTATION = 4096;
  private static final String UNNAMED = "unnamed";

  private final IntegrationSettings settings;
  private final EntityNaming naming;
  private final List<AlertObservation> observations = new ArrayList<>();
  private final List<Heartbeat> heartbeats = new ArrayList<>();
  private final List<InputProblem> refused = new ArrayList<>();
  private final List<InputProblem> adjusted = new ArrayList<>();
  private int taken;

  private AlertCollector(IntegrationSettings settings) {
    this.settings = settings;
    this.naming = new EntityNaming(settings);
  }

  /**
   * The first alerts of a body's array {@code alerts}.
   *
   * @param body the object that holds the array
   * @param form the reading of one alert in the source's form
   * @param truncated how many the source itself left out
   * @param groupKey the source's name for the group; empty if it has none
   */
  public static ParsedBody<AlertBatch> collect(
      DeliveredBody body,
      IntegrationSettings settings,
      Function<EntryReader, SourceAlert> form,
      long truncated,
      String groupKey) {
    var collector = new AlertCollector(settings);
    body.each("alerts", MAX_ALERTS, alert -> collector.take(alert, form));
    int untaken = body.entries("alerts") - collector.taken;
    body.left().ifPresent(collector::leave);
    return collector.batch(untaken, truncated, groupKey);
  }

  private void take(Optional<EntryReader> alert, Function<EntryReader, SourceAlert> form) {
    var at = "/alerts/" + taken++;
    alert.ifPresentOrElse(
        it -> sort(form.apply(it), it, at),
        () -> refused.add(new InputProblem(at, "must be an object")));
  }

  /** Whatever there is counts as one alert. */
  private void leave(InputProblem end) {
    taken++;
    refused.add(end);
  }

  /** The delivery as a whole: malformed when there is nothing to it. */
  private ParsedBody<AlertBatch> batch(int untaken, long truncated, String groupKey) {
    boolean nothing = observations.isEmpty() && heartbeats.isEmpty() && !refused.isEmpty();
    return nothing
        ? new ParsedBody.Malformed<>(refused)
        : new ParsedBody.Accepted<>(
            new AlertBatch(
                taken + untaken,
                observations,
                heartbeats,
                refused,
                untaken,
                adjusted,
                truncated,
                groupKey));
  }

  private void sort(SourceAlert alert, EntryReader reader, String at) {
    if (saysNothing(alert)) {
      refused.add(new InputProblem(at, "has neither a name nor labels, as far as it can be read"));
    } else if (isHeartbeat(alert)) {
      heartbeats.add(new Heartbeat(settings.name(), alert.name(), alert.firing()));
    } else {
      observe(alert, reader, at);
    }
  }

  private static boolean saysNothing(SourceAlert alert) {
    return alert.name().isBlank() && alert.labels().isEmpty() && alert.annotations().isEmpty();
  }

  private boolean isHeartbeat(SourceAlert alert) {
    return settings.heartbeatAlert().equals(alert.name());
  }

  private void observe(SourceAlert alert, EntryReader reader, String at) {
    var name = name(alert, reader);
    var attributes = new EntityAttributes(settings).attributes(alert.labels());
    var entity = naming.name(attributes, NamedBy.ALERT_NAME, name, reader.adjustments());
    var fingerprint = fingerprint(alert, reader);
    var start = reader.start();
    if (start == null) {
      reader.note(Adjustment.START_UNKNOWN);
    }
    var end = alert.firing() ? null : reader.end();
    var labels = KeptLabels.of(alert.labels(), settings.decidingLabels(), reader.adjustments());
    var reading = SourceReading.of(entity.by(), reader.adjustments());
    if (reading != null) {
      adjusted.add(new InputProblem(at, AdjustmentText.of(reading, entity.entity())));
    }
    observations.add(
        new AlertObservation(
            new ObserveAlert(
                settings.name(),
                fingerprint,
                name,
                Severity.of(alert.severity()),
                entity.entity(),
                alert.signal().length() > MAX_SIGNAL ? "" : alert.signal(),
                alert.firing(),
                start,
                end,
                labels,
                null,
                reading,
                alert.group()),
            text(alert.annotations())));
  }

  private static String name(SourceAlert alert, EntryReader reader) {
    if (alert.name().isBlank()) {
      reader.note(Adjustment.NAME_MISSING);
      return UNNAMED;
    }
    if (alert.name().length() > MAX_NAME) {
      reader.note(Adjustment.NAME_CUT);
    }
    return TextLimit.cut(alert.name(), MAX_NAME);
  }

  private static String fingerprint(SourceAlert alert, EntryReader reader) {
    var own = alert.fingerprint();
    if (!own.isBlank() && own.length() <= MAX_FINGERPRINT && !TextRedaction.isNeeded(own)) {
      return own;
    }
    if (!own.isEmpty()) {
      reader.note(Adjustment.FINGERPRINT_COMPUTED);
    }
    return Fingerprint.of(alert.identity());
  }

  private static String text(Map<String, String> annotations) {
    if (annotations.isEmpty()) {
      return "";
    }
    var json = JsonNodeFactory.instance.objectNode();
    annotations.forEach((name, text) -> json.put(name, TextLimit.cut(text, MAX_ANNOTATION)));
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }
}
