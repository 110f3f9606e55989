package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.Role;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.ledger.access.TokenSecrets.Token;
import io.countersign.ledger.intake.Heartbeats;
import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Configuration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The checks whether what the configuration file calls a source can deliver, and does. The two
 * integrations that are always there are looked at only where the file names them.
 */
@Component
final class IntegrationChecks {
  private final Configuration configuration;
  private final TokenSecrets tokens;
  private final Heartbeats heartbeats;

  IntegrationChecks(Configuration configuration, TokenSecrets tokens, Heartbeats heartbeats) {
    this.configuration = configuration;
    this.tokens = tokens;
    this.heartbeats = heartbeats;
  }

  List<Check> all() {
    return configuration.integrations().values().stream()
        .filter(it -> configuration.ownIntegrations().contains(it.name()))
        .map(
            it ->
                new Check(
                    "integration",
                    it.name(),
                    () -> health(it.name(), tokens.all(), watched(it.heartbeatAlert()))))
        .toList();
  }

  /** What was taken for a heartbeat once and is none any more isn't missed. */
  private List<Heartbeat> watched(String alert) {
    return heartbeats.all().stream().filter(it -> it.name().equals(alert)).toList();
  }

  static ConnectionHealth health(String name, List<Token> tokens, List<Heartbeat> heartbeats) {
    if (tokens.stream().noneMatch(it -> opens(it, name))) {
      return ConnectionHealth.broken(
          "no valid token delivers to it",
          "Make one: countersign token create NAME --role ALERT_INTAKE --integration " + name);
    }
    return heartbeats.stream()
        .filter(it -> it.integration().equals(name) && it.lost())
        .findFirst()
        .map(IntegrationChecks::lost)
        .orElse(ConnectionHealth.working("may deliver; no heartbeat is missed"));
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
