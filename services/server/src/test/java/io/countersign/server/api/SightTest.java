package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody whose roles are bounded sees of other teams' incidents: that there are none. */
class SightTest {
  private final TestServer server = TestServer.running();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String mine = "mine-" + id;
  private final String theirs = "theirs-" + id;
  private final String team = "team-" + id;

  private void catalogue() {
    var reply =
        server.put(
            server.administrator(),
            "/api/v1/catalog",
            """
            environment: staging
            entities:
              - {name: %s, owner: %s, tier: 2}
              - {name: %s, owner: others-%s, tier: 2}
            """
                .formatted(mine, team, theirs, id));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private String incident(String service) {
    var alert =
        Map.of(
            "name", "Down",
            "severity", "critical",
            "status", "firing",
            "startsAt", "2026-01-01T00:00:00Z",
            "fingerprint", service,
            "attributes",
                Map.of("service.name", service, "deployment.environment.name", "staging"));
    server.post(
        server.token("", "alert_intake"), "/api/v1/alerts", Map.of("alerts", List.of(alert)));
    return Eventually.get(
        "the incident",
        () ->
            server
                .get(server.administrator(), "/api/v1/incidents?limit=500")
                .json()
                .path("items")
                .valueStream()
                .filter(it -> it.path("entities").toString().contains(service))
                .map(it -> it.path("id").asString())
                .findFirst());
  }

  private String bounded(String role, Map<String, String> scope) {
    var name = "p" + UUID.randomUUID();
    server.add(name);
    var body = new HashMap<String, Object>(Map.of("principal", name, "role", role));
    body.putAll(scope);
    var given = server.post(server.administrator(), "/api/v1/grants", body);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    return server.login(name, TestServer.password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "service"})
  void h03_whatIsAnotherTeamsIsNotThere(String bound) {
    catalogue();
    var own = "/api/v1/incidents/" + incident(mine);
    var other = "/api/v1/incidents/" + incident(theirs);
    var who = bounded("responder", Map.of(bound, bound.equals("team") ? team : mine));

    assertThat(server.get(who, own).status()).isEqualTo(200);
    for (var path : List.of("", "/timeline", "/references", "/t//", "/timeline?cursor=x")) {
      assertThat(server.get(who, other + path).status()).as(path).isIn(400, 404);
    }
    assertThat(server.get(who, other).code()).isEqualTo("UNKNOWN_INCIDENT");
    for (var verb : List.of("/acknowledge", "/note", "/assign", "/resolve")) {
      assertThat(server.post(who, other + verb, Map.of("text", "x", "to", "x")).code())
          .as(verb)
          .isEqualTo("UNKNOWN_INCIDENT");
    }
    assertThat(server.post(who, own + "/acknowledge", Map.of()).status()).isEqualTo(200);
    var listed = server.get(who, "/api/v1/incidents?limit=200").text();
    assertThat(listed).contains(mine).doesNotContain(theirs);
    var alerts = server.get(who, "/api/v1/alerts?limit=200").text();
    assertThat(alerts).contains(mine).doesNotContain(theirs);
    assertThat(server.get(who, "/api/v1/remediations").status()).isEqualTo(200);
    assertThat(server.get(who, "/api/v1/remediations/rem_0000000000000000").code())
        .isEqualTo("UNKNOWN_REMEDIATION");
  }

  /** What isn't of a part is for those who see all of it. */
  @Test
  void whoseRolesAreBoundedReadsNothingOfTheWhole() {
    var who = bounded("viewer", Map.of("team", team));
    for (var path : List.of("/api/v1/audit/events", "/api/v1/doctor", "/api/v1/users")) {
      assertThat(server.get(who, path).status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void h11_aTokenWithinBoundsIsRefusedBeyondThem() {
    catalogue();
    var token = server.token("", "alert_intake");
    var principal =
        server
            .get(server.administrator(), "/api/v1/tokens")
            .json()
            .path("items")
            .valueStream()
            .filter(it -> token.startsWith(it.path("id").asString()))
            .findFirst()
            .orElseThrow()
            .path("principal")
            .asString();
    var scope = Map.of("principal", principal, "role", "viewer", "team", team);
    assertThat(server.post(server.administrator(), "/api/v1/grants", scope).status())
        .isEqualTo(200);
    var other = incident(theirs);
    assertThat(server.get(token, "/api/v1/incidents/" + incident(mine)).status()).isEqualTo(200);
    assertThat(server.get(token, "/api/v1/incidents/" + other).code())
        .isEqualTo("UNKNOWN_INCIDENT");
    assertThat(server.get(token, "/api/v1/audit/events").status()).isEqualTo(403);
    assertThat(server.get(token, "/api/v1/incidents").text()).doesNotContain(theirs);
  }

  private String halt(Map<String, Object> where) {
    var reason = "storm " + UUID.randomUUID();
    var body = new HashMap<String, Object>(where);
    body.putAll(Map.of("on", true, "reason", reason));
    var json = new StringBuilder();
    body.forEach(
        (name, value) ->
            json.append(json.isEmpty() ? "{" : ",")
                .append(
                    '"' + name + "\":" + (value instanceof String ? "\"" + value + "\"" : value)));
    var halted = server.put(server.administrator(), "/api/v1/kill-switch", json + "}");
    assertThat(halted.status()).as(halted.text()).isEqualTo(200);
    return reason;
  }

  /** The words of a halt of a service don't say whose it is: the catalogue does. */
  @Test
  void whatHaltsOthersIsNotShown() {
    catalogue();
    var who = bounded("viewer", Map.of("team", team));
    int before = server.get(who, "/api/v1/kill-switch").json().path("halts").asInt();
    var others = halt(Map.of("service", theirs));
    var own = halt(Map.of("service", mine));
    var wider = halt(Map.of("environment", "staging"));
    var elsewhere = halt(Map.of("environment", "elsewhere-" + id));
    var listed = server.get(who, "/api/v1/halts").text();
    assertThat(listed).contains(own, wider).doesNotContain(others).doesNotContain(elsewhere);
    var admin = server.administrator();
    assertThat(server.get(admin, "/api/v1/halts").text()).contains(own, wider, others, elsewhere);
    assertThat(server.get(admin, "/api/v1/kill-switch").json().path("halts").asInt())
        .isGreaterThanOrEqualTo(4);
    assertThat(before).isNotNegative();
    for (var scope :
        List.of(
            "\"service\":\"" + theirs + "\"",
            "\"service\":\"" + mine + "\"",
            "\"environment\":\"staging\"",
            "\"environment\":\"elsewhere-" + id + "\"")) {
      server.put(admin, "/api/v1/kill-switch", "{\"on\":false,\"reason\":\"over\"," + scope + "}");
    }
  }

  /** How a runbook has done is told of all scopes at once: to who sees all of them. */
  @Test
  void whatRunbooksDidElsewhereIsNotTold() {
    var runbooks = server.get(bounded("viewer", Map.of("team", team)), "/api/v1/runbooks");
    assertThat(runbooks.json().path("items")).isNotEmpty();
    assertThat(runbooks.text()).doesNotContain("\"proposed\"").doesNotContain("\"verified\"");
    assertThat(server.get(server.person("viewer"), "/api/v1/runbooks").text())
        .contains("\"proposed\"");
    var runbook = runbooks.json().at("/items/0/runbook").asString();
    var commander = bounded("commander", Map.of("environment", "staging"));
    var promote = "/api/v1/runbooks/" + runbook + "/promote";
    assertThat(server.post(commander, promote, Map.of("environment", "staging")).code())
        .isEqualTo("AUTONOMY_NOT_EARNED");
    assertThat(server.post(commander, promote, Map.of("environment", "production")).code())
        .isEqualTo("FORBIDDEN");
  }

  /** Without it a deputy couldn't look at what they decide on. */
  @Test
  void aDelegationLetsSeeWhatItIsAbout() {
    catalogue();
    var own = "/api/v1/incidents/" + incident(mine);
    var other = "/api/v1/incidents/" + incident(theirs);
    var deputy = "p" + UUID.randomUUID();
    server.add(deputy);
    var bearer = server.login(deputy, TestServer.password());
    assertThat(server.get(bearer, own).status()).isEqualTo(403);
    var approver = bounded("approver", Map.of("team", team));
    var until = Instant.now().plusSeconds(3_600).toString();
    var body = Map.of("to", deputy, "until", until);
    assertThat(server.post(approver, "/api/v1/delegations", body).status()).isEqualTo(200);

    assertThat(server.get(bearer, own).status()).isEqualTo(200);
    assertThat(server.get(bearer, other).code()).isEqualTo("UNKNOWN_INCIDENT");
    assertThat(server.get(bearer, "/api/v1/audit/events").status()).isEqualTo(403);
    var listed = server.get(approver, "/api/v1/delegations");
    assertThat(listed.text()).contains(deputy);
    var id = listed.json().at("/items/0/delegation").asString();
    assertThat(server.delete(approver, "/api/v1/delegations/" + id).status()).isEqualTo(200);
    assertThat(server.get(bearer, own).status()).isEqualTo(403);
  }

  /** Roles end by themselves and by being revoked, from the next call on. */
  @Test
  void whatWasRevokedIsOutOfSightAtOnce() {
    catalogue();
    var own = "/api/v1/incidents/" + incident(mine);
    var name = "p" + UUID.randomUUID();
    server.add(name);
    var body = Map.of("principal", name, "role", "viewer", "team", team);
    var given = server.post(server.administrator(), "/api/v1/grants", body);
    var who = server.login(name, TestServer.password());
    assertThat(server.get(who, own).status()).isEqualTo(200);
    server.delete(server.administrator(), "/api/v1/grants/" + given.json().path("id").asString());
    assertThat(server.get(who, own).status()).isEqualTo(403);
  }
}
