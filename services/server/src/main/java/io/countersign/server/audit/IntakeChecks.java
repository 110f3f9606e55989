package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.intake.Irregularities;
import io.countersign.ledger.intake.Irregularities.Irregularity;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Configuration;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The checks of what came in: what named nothing that is mapped, and what had to be cut. None of it
 * is lost, so nothing is broken; but somebody should look at it.
 */
@Component
final class IntakeChecks {
  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final String ADVICE =
      "Map the label that names the service (integrations.NAME.labels), or the ladder below it"
          + " (integrations.NAME.ladder).";
  private static final String NOWHERE =
      " Where no environment is named: set environmentDefault in the configuration file, or map the"
          + " label that names it.";

  private final Alerts alerts;
  private final Changes changes;
  private final Configuration configuration;
  private final InstantSource clock;

  IntakeChecks(Alerts alerts, Changes changes, Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.alerts = alerts;
    this.changes = changes;
    this.clock = clock;
  }

  /** One of each integration or feed that anything is to be said of. */
  List<Check> all() {
    SequencedMap<String, List<String>> found = new TreeMap<>();
    add(found, "alerts", alerts.irregularities());
    add(found, "changes", changes.irregularities());
    var nowhere = nowhere();
    nowhere.forEach(
        (source, count) ->
            add(found, source, count + " alerts name no environment, which counts as production"));
    return found.entrySet().stream()
        .map(it -> check(it.getKey(), it.getValue(), nowhere.containsKey(it.getKey())))
        .toList();
  }

  /** Only where nobody said what that environment is. */
  private Map<String, Long> nowhere() {
    return configuration.environmentDefault().equals(EntityId.UNKNOWN_ENVIRONMENT)
        ? alerts.inEnvironment(EntityId.UNKNOWN_ENVIRONMENT, clock.instant().minus(LOOK_BACK))
        : Map.of();
  }

  private void add(
      SequencedMap<String, List<String>> found, String what, Irregularities irregularities) {
    var since = clock.instant().minus(LOOK_BACK);
    bySource(irregularities.named(since))
        .forEach(
            (source, told) ->
                add(found, source, what + " named by no mapped label, but by " + words(told)));
    bySource(irregularities.adjusted(since))
        .forEach((source, told) -> add(found, source, what + " kept, but " + words(told)));
  }

  private static Check check(String source, List<String> told, boolean nowhere) {
    var advice = nowhere ? (told.size() > 1 ? ADVICE + NOWHERE : NOWHERE.strip()) : ADVICE;
    var detail = "of the last day: " + String.join("; ", told);
    return new Check("intake", source, () -> ConnectionHealth.degraded(detail, advice));
  }

  private static TreeMap<String, List<Irregularity>> bySource(List<Irregularity> told) {
    return told.stream()
        .collect(Collectors.groupingBy(Irregularity::source, TreeMap::new, Collectors.toList()));
  }

  private static void add(SequencedMap<String, List<String>> found, String source, String told) {
    found.computeIfAbsent(source, _ -> new ArrayList<>()).add(told);
  }

  private static String words(List<Irregularity> told) {
    return told.stream()
        .map(it -> word(it.what()) + " (" + it.count() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
