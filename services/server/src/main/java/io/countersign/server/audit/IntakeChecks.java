package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.Alerts.Irregularity;
import io.countersign.server.audit.DependencyChecks.Check;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The checks of what came in: which alerts named nothing that is mapped, and which had to be cut.
 * None of it is lost, so nothing is broken; but somebody should look at it.
 */
@Component
final class IntakeChecks {
  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final String ADVICE =
      "Map the label that names the service (integrations.NAME.labels), or the ladder below it"
          + " (integrations.NAME.ladder).";

  private final Alerts alerts;
  private final InstantSource clock;

  IntakeChecks(Alerts alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  /** One of each integration that anything is to be said of. */
  List<Check> all() {
    var since = clock.instant().minus(LOOK_BACK);
    return checks(alerts.named(since), alerts.adjusted(since));
  }

  static List<Check> checks(List<Irregularity> named, List<Irregularity> adjusted) {
    SequencedMap<String, List<String>> found = new TreeMap<>();
    byIntegration(named)
        .forEach(
            (integration, told) ->
                add(found, integration, "named by no mapped label, but by " + words(told)));
    byIntegration(adjusted)
        .forEach((integration, told) -> add(found, integration, "kept, but " + words(told)));
    return found.entrySet().stream().map(it -> check(it.getKey(), it.getValue())).toList();
  }

  private static Check check(String integration, List<String> told) {
    var detail = "alerts of the last day: " + String.join("; ", told);
    return new Check("intake", integration, () -> ConnectionHealth.degraded(detail, ADVICE));
  }

  private static TreeMap<String, List<Irregularity>> byIntegration(List<Irregularity> told) {
    return told.stream()
        .collect(
            Collectors.groupingBy(Irregularity::integration, TreeMap::new, Collectors.toList()));
  }

  private static void add(
      SequencedMap<String, List<String>> found, String integration, String told) {
    found.computeIfAbsent(integration, _ -> new ArrayList<>()).add(told);
  }

  private static String words(List<Irregularity> told) {
    return told.stream()
        .map(it -> word(it.what()) + " (" + it.alerts() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
