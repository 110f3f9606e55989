package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.ledger.alert.AlertEpisodes;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.view.Page;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Configuration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The checks of what didn't come in: deliveries that were refused, alerts that their source left
 * out itself, and alerts of integrations that are configured no more, of which nobody will speak
 * again.
 */
@Component
final class LostIntakeChecks {
  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final int MOST = 200;
  private static final String REFUSED = "intake.refused";
  private static final String TRUNCATED = "intake.truncated";

  private final AuditTrail record;
  private final AlertEpisodes episodes;
  private final Configuration configuration;
  private final InstantSource clock;

  LostIntakeChecks(
      AuditTrail record, AlertEpisodes episodes, Configuration configuration, InstantSource clock) {
    this.record = record;
    this.episodes = episodes;
    this.configuration = configuration;
    this.clock = clock;
  }

  List<Check> all() {
    var checks = new ArrayList<Check>();
    byIntegration(REFUSED).forEach((name, all) -> checks.add(refused(name, all)));
    byIntegration(TRUNCATED).forEach((name, all) -> checks.add(truncated(name, all)));
    orphans().forEach(checks::add);
    return checks;
  }

  /** The newest first. What was asked for and can't be used, its feed's own check says. */
  private Map<String, List<JsonNode>> byIntegration(String type) {
    var since = clock.instant().minus(LOOK_BACK);
    var filter = new AuditTrail.Filter(type, null, null, since, null);
    var found = new LinkedHashMap<String, List<JsonNode>>();
    record
        .list(filter, AuditTrail.Order.NEWEST_FIRST, new Page.Request(null, MOST))
        .items()
        .stream()
        .filter(it -> !it.via().equals(Surface.POLLER.name()))
        .map(LostIntakeChecks::payload)
        .forEach(
            it ->
                found
                    .computeIfAbsent(it.path("integration").asString(""), _ -> new ArrayList<>())
                    .add(it));
    return found;
  }

  private static JsonNode payload(AuditTrail.Row row) {
    return StrictJson.read(row.payload().getBytes(StandardCharsets.UTF_8))
        .orElse(MissingNode.getInstance());
  }

  private static Check refused(String integration, List<JsonNode> refused) {
    var last = refused.getFirst();
    var detail =
        "refused in the last day, recorded %s times; the last: %s %s"
            .formatted(
                refused.size(), last.path("code").asString(""), last.path("detail").asString(""));
    return check(
        integration,
        detail,
        "Look at what its source sends, and with which token; all of it: countersign audit --type "
            + REFUSED);
  }

  private static Check truncated(String integration, List<JsonNode> truncated) {
    long alerts = truncated.stream().mapToLong(it -> it.path("alerts").asLong(0)).sum();
    return check(
        integration,
        "its source left out " + alerts + " alerts or more in the last day",
        "Raise max_alerts of its receiver, or set it to 0.");
  }

  /** Nobody says any more that they end. */
  private Stream<Check> orphans() {
    return episodes.firingIntegrations().stream()
        .filter(it -> !it.equals(MuteMatcher.OWN_INTEGRATION))
        .filter(it -> !configuration.integrations().containsKey(it))
        .map(
            it ->
                check(
                    it,
                    "alerts fire of this integration, which is configured no more",
                    "Give it its name again, or wait: after 25 h of silence they count as over."));
  }

  private static Check check(String integration, String detail, String advice) {
    return new Check("intake", integration, () -> ConnectionHealth.degraded(detail, advice));
  }
}
