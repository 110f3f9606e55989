package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.ticketing.act.TicketAccounts;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A whole server with alerts over HTTP, whose incidents have tickets in one system. */
class TicketStage implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      integrations:
        am:
          kind: alertmanager
          labels: {service: service.name, environment: deployment.environment.name}
          entityKind: service
      """;

  final TestServer server;
  private final String system;
  private final String intake;
  private final String reader;

  /**
   * @param system the connection's name
   * @param configuration of tickets
   */
  TicketStage(String system, String configuration) throws Exception {
    this.system = system;
    server = TestServer.of(LocalServer.start(CONFIGURATION + configuration));
    reader = server.person("responder");
    intake = server.token("am", "alert_intake");
  }

  /** A service begins to fail; the incident's id. */
  String incident(String service) {
    assertThat(alert(service)).isLessThan(300);
    return Eventually.get(
        "an incident of " + service,
        () ->
            items("/api/v1/incidents").stream()
                .filter(
                    it ->
                        it.path("firstAlert").asString("").contains(service)
                            || it.path("title").asString("").contains(service))
                .map(it -> it.path("id").asString())
                .findFirst());
  }

  private int alert(String service) {
    var labels =
        Map.of(
            "alertname",
            "HighErrorRate",
            "service",
            service,
            "environment",
            "e" + service,
            "severity",
            "critical");
    var alert =
        Map.of(
            "status",
            "firing",
            "labels",
            labels,
            "annotations",
            Map.of("summary", service + " fails"),
            "startsAt",
            Instant.now().toString(),
            "endsAt",
            "0001-01-01T00:00:00Z",
            "fingerprint",
            Integer.toHexString(service.hashCode()));
    var body = new HashMap<String, Object>();
    body.put("version", "4");
    body.put("groupKey", "{}");
    body.put("truncatedAlerts", 0);
    body.put("status", "firing");
    body.put("receiver", "countersign");
    body.put("groupLabels", Map.of());
    body.put("commonLabels", Map.of());
    body.put("commonAnnotations", Map.of());
    body.put("externalURL", "http://127.0.0.1");
    body.put("alerts", List.of(alert));
    return server.post(intake, "/api/v1/webhooks/alertmanager", body).status();
  }

  List<JsonNode> items(String path) {
    var items = server.get(reader, path).json().path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** How an incident's ticket is, once it's linked. */
  JsonNode ticket(String incident) {
    return Eventually.get(
        "a ticket of " + incident,
        () ->
            items("/api/v1/sync?holder=" + incident).stream()
                .filter(it -> it.path("state").asString().equals("linked"))
                .findFirst());
  }

  JsonNode row(String incident) {
    return items("/api/v1/sync?holder=" + incident).getFirst();
  }

  /** A new person, to whom an account there belongs, given by its id; their bearer. */
  String linked(String account, String... roles) {
    var bearer = server.invited("p" + UUID.randomUUID(), roles);
    var person = principal(bearer);
    var code = LinkOffers.offered(server.bean(Ledger.class), system, person);
    var redeemed =
        server.bean(AccountLinking.class).redeem(Surface.TICKET, system, site(), account, code);
    assertThat(redeemed).isEqualTo(new AccountLinking.Redeemed.Linked(person));
    return bearer;
  }

  private String site() {
    return server.bean(TicketAccounts.class).site(system);
  }

  PrincipalId principal(String bearer) {
    return new PrincipalId(server.get(bearer, "/api/v1/me").json().path("principal").asString());
  }

  void act(String bearer, String incident, String verb, Map<String, String> body) {
    var reply = server.post(bearer, "/api/v1/incidents/" + incident + "/" + verb, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  /** An incident that goes on. */
  Incident.Open open(String incident) {
    return (Incident.Open) server.bean(Ledger.class).incident(new IncidentId(incident));
  }

  /** All that is on record of a ticket's link, by type, in order. */
  List<String> types(String incident) {
    return sql(
        "select payload_type as it from event where aggregate_id = ? order by sequence_number",
        link(incident).aggregate());
  }

  TicketLinkId link(String incident) {
    return TicketLinkId.of(system, new IncidentId(incident));
  }

  List<String> sql(String query, Object... values) {
    return server
        .bean(Ledger.class)
        .transactions()
        .call(sql -> sql.list(query, row -> row.text("it"), values));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
