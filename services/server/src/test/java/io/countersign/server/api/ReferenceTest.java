package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** References to things in other systems over HTTP, against the whole server. */
class ReferenceTest {
  private static final IncidentAlert FIRST =
      new IncidentAlert(
          Remediations.ALERT,
          Remediations.CHECKOUT,
          "HighErrorRate",
          Severity.CRITICAL,
          "errors",
          Instant.EPOCH);

  private final TestServer server = TestServer.running();
  private final String responder = server.person("responder");
  private final String incident = "/api/v1/incidents/" + Remediations.INCIDENT + "/references";
  private final String ticket = UUID.randomUUID().toString();

  ReferenceTest() {
    var open = new OpenIncident(Remediations.INCIDENT, FIRST, "HighErrorRate on checkout-api");
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(open, context)).join();
  }

  private Map<String, String> body(String url) {
    return new HashMap<>(Map.of("system", "jira", "kind", "issue", "id", ticket, "url", url));
  }

  private long shown(long after) {
    var held = server.get(responder, incident + "?after=" + after).json().path("items");
    return held.valueStream().filter(it -> it.path("id").asString().equals(ticket)).count();
  }

  @Test
  void anIncidentHoldsATicketUntilItIsTakenAway() {
    var added = server.post(responder, incident, body("https://tickets.example/browse/OPS-1"));
    assertThat(added.json().path("outcome").asString()).isEqualTo("done");
    var again = server.post(responder, incident, body("https://tickets.example/browse/OPS-1"));
    assertThat(again.json().path("outcome").asString()).isEqualTo("unchanged");
    assertThat(shown(added.position())).isEqualTo(1);

    var item =
        server
            .get(responder, incident + "?after=" + added.position())
            .json()
            .path("items")
            .valueStream()
            .filter(it -> it.path("id").asString().equals(ticket))
            .findFirst()
            .orElseThrow();
    assertThat(item.path("url").asString()).isEqualTo("https://tickets.example/browse/OPS-1");
    assertThat(item.path("addedBy").asString()).startsWith("p");

    var gone =
        server.delete(responder, incident + "?system=jira&kind=issue&id=" + ticket).position();
    assertThat(shown(gone)).isZero();
  }

  @Test
  void whatCantBeAReferenceIsABadRequest() {
    var script = server.post(responder, incident, body("javascript:alert(1)"));
    assertThat(script.status()).isEqualTo(400);
    assertThat(script.code()).isEqualTo("BAD_REQUEST");
    var credentials = body("https://user:secret@tickets.example/");
    var refused = server.post(responder, incident, credentials);
    assertThat(refused.code()).isEqualTo("BAD_REQUEST");
    assertThat(refused.json().toString()).doesNotContain("secret");
    var nameless = body("https://tickets.example/");
    nameless.remove("id");
    assertThat(server.post(responder, incident, nameless).code()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void nobodyHoldsReferencesWhoIsNotOnRecord() {
    var url = "https://tickets.example/browse/OPS-1";
    var nothing = "/api/v1/incidents/inc_ffffffffffffffff/references";
    assertThat(server.post(responder, nothing, body(url)).code()).isEqualTo("UNKNOWN_INCIDENT");
    var nobody = "/api/v1/remediations/rem_ffffffffffffffff/references";
    assertThat(server.post(responder, nobody, body(url)).code()).isEqualTo("UNKNOWN_REMEDIATION");
    var other = "/api/v1/incidents/rem_ffffffffffffffff/references";
    assertThat(server.post(responder, other, body(url)).code()).isEqualTo("UNKNOWN_INCIDENT");
  }

  @Test
  void onlyPersonsWhoWorkOnIncidentsKeepThem() {
    var url = "https://tickets.example/browse/OPS-1";
    assertThat(server.post(server.person("viewer"), incident, body(url)).code())
        .isEqualTo("FORBIDDEN");
    assertThat(server.post(server.token("", "viewer"), incident, body(url)).code())
        .isEqualTo("HUMAN_REQUIRED");
  }
}
