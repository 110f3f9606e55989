package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.Role;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.ledger.access.TokenSecrets.Token;
import io.countersign.ledger.intake.Heartbeats;
import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Configuration;
import io.countersign.server.intake.SeenDeliveries;
import io.countersign.server.intake.SeenDeliveries.Refused;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The checks whether what the configuration file calls a source can deliver, and does. The two
 * integrations that are always there are looked at only where the file names them, or something was
 * delivered to them.
 */
@Component
final class IntegrationChecks {
  private static final int MOST_TOLD = 16;

  private final Configuration configuration;
  private final TokenSecrets tokens;
  private final Heartbeats heartbeats;
  private final SeenDeliveries seen;

  IntegrationChecks(
      Configuration configuration,
      TokenSecrets tokens,
      Heartbeats heartbeats,
      SeenDeliveries seen) {
    this.seen = seen;
    this.configuration = configuration;
    this.tokens = tokens;
    this.heartbeats = heartbeats;
  }

  List<Check> all() {
    var checks = new ArrayList<Check>();
    for (var it : new TreeMap<>(configuration.integrations()).values()) {
      if (configuration.ownIntegrations().contains(it.name())) {
        checks.add(
            new Check(
                "integration",
                it.name(),
                () ->
                    health(
                        it.name(), last(it.name()), tokens.all(), watched(it.heartbeatAlert()))));
      } else if (seen.last(it.name()).isPresent()) {
        checks.add(
            new Check("integration", it.name(), () -> ConnectionHealth.working(last(it.name()))));
      }
    }
    refused(seen.refused()).ifPresent(checks::add);
    return checks;
  }

  private String last(String integration) {
    return seen.last(integration)
        .map(it -> "last delivery at " + it.truncatedTo(ChronoUnit.SECONDS))
        .orElse("no delivery since the start");
  }

  /** One of all: a sender that isn't let in can't be said to be any integration's. */
  static Optional<Check> refused(List<Refused> refused) {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    var health =
        ConnectionHealth.degraded(
            refused.stream()
                .limit(MOST_TOLD)
                .map(IntegrationChecks::told)
                .collect(Collectors.joining("; ", "deliveries are refused: ", more(refused))),
            "Give the sender a token that may deliver there (countersign token list; token create"
                + " NAME --role alert_intake --integration INTEGRATION); of a chat, see the line of"
                + " its presses. It's told for an hour after the last one.");
    return Optional.of(new Check("intake", "refused deliveries", () -> health));
  }

  private static String told(Refused it) {
    return "from "
        + it.from()
        + (" (" + it.code() + ") since " + it.since().truncatedTo(ChronoUnit.SECONDS))
        + (", " + it.many() + ", the last at " + it.last().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String more(List<Refused> refused) {
    return refused.size() > MOST_TOLD ? "; and " + (refused.size() - MOST_TOLD) + " more" : "";
  }

  /** What was taken for a heartbeat once and is none any more isn't missed. */
  private List<Heartbeat> watched(String alert) {
    return heartbeats.all().stream().filter(it -> it.name().equals(alert)).toList();
  }

  static ConnectionHealth health(
      String name, String last, List<Token> tokens, List<Heartbeat> heartbeats) {
    if (tokens.stream().noneMatch(it -> opens(it, name))) {
      return ConnectionHealth.broken(
          "no valid token delivers to it",
          "Make one: countersign token create NAME --role ALERT_INTAKE --integration " + name);
    }
    return heartbeats.stream()
        .filter(it -> it.integration().equals(name) && it.lost())
        .findFirst()
        .map(IntegrationChecks::lost)
        .orElse(ConnectionHealth.working("may deliver; no heartbeat is missed; " + last));
  }

  private static ConnectionHealth lost(Heartbeat it) {
    return ConnectionHealth.broken(
        "its heartbeat " + it.name() + " was last heard at " + it.lastSeen(),
        "Look whether the source runs, still fires "
            + it.name()
            + ", and reaches this server with its token.");
  }

  /** One that speaks for no integration in particular speaks for each. */
  private static boolean opens(Token token, String integration) {
    return !token.revoked()
        && (token.roles().contains(Role.ALERT_INTAKE) || token.roles().contains(Role.CHANGE_INTAKE))
        && (token.integration().isEmpty() || token.integration().equals(integration));
  }
}
