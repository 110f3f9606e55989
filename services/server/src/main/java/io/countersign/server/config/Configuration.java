package io.countersign.server.config;

import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.domain.conversation.ChannelRoutes;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.server.config.http.Proxies;
import io.countersign.server.config.notice.NoticeSettings;
import io.countersign.server.config.record.RecordLogSettings;
import io.countersign.server.config.retention.Retention;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.witness.WitnessPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of the configuration file, checked.
 *
 * @param listen the address to listen on; empty for loopback
 * @param tls by which the listener is spoken to; null for plain HTTP
 * @param http the bounds of what callers can hold open
 * @param proxies whose word counts for where a call comes from
 * @param url under which people reach this server, for links; empty for the address it listens on
 * @param environmentDefault the environment of what names none
 * @param integrations by name; always one named after each kind of delivery
 * @param ownIntegrations the names of those that the file itself configures
 * @param connections in the file's order within each section
 * @param correlation which alerts are one incident
 * @param timings what is set instead of the approval rules' own times
 * @param retention of what is over
 * @param notices who hears of what
 * @param tickets which incidents and remediations have a ticket where
 * @param runbooks a directory of runbooks beside the shipped ones
 * @param channels which incidents are told in which chat
 * @param log the name and the keys of the record's log
 * @param witnesses whom the publication of the record's heads waits for
 */
public record Configuration(
    String listen,
    @Nullable Tls tls,
    ConnectionLimits http,
    Proxies proxies,
    String url,
    String environmentDefault,
    Map<String, IntegrationSettings> integrations,
    Set<String> ownIntegrations,
    List<ConfiguredConnection> connections,
    CorrelationSettings correlation,
    LoopSettings loop,
    ApprovalTimings timings,
    Retention retention,
    NoticeSettings notices,
    List<TicketRule> tickets,
    @Nullable Path runbooks,
    ChannelRoutes channels,
    RecordLogSettings log,
    WitnessPolicy witnesses) {
  /** The listener's certificate (with those between it and a known authority) and its key, PEM. */
  public record Tls(Path certificate, Path key) {}

  /**
   * The bounds of what anybody can hold open, known or not.
   *
   * @param connections altogether
   * @param ofASource from one address
   * @param headerSeconds a connection that tells no whole request is closed after so long
   * @param bodySeconds a request's body is read for so long
   */
  public record ConnectionLimits(
      int connections, int ofASource, int headerSeconds, int bodySeconds) {
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(512, 256, 20, 60);
  }

  public Configuration {
    integrations = Map.copyOf(integrations);
    ownIntegrations = Set.copyOf(ownIntegrations);
    connections = List.copyOf(connections);
    tickets = List.copyOf(tickets);
  }

  /** The integrations that there are, each with its kind, as a sentence for people. */
  public String integrationsInWords() {
    return integrations.values().stream()
        .map(it -> it.name() + " (" + it.type().kind() + ")")
        .sorted()
        .collect(Collectors.joining(", ", "There are ", "."));
  }
}
