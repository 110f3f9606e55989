package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Command;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commanding an incident over HTTP: taken, handed over, used and over. */
class CommanderTest {
  private static final PolicyDecision POLICY =
      new PolicyDecision.NeedsApproval(
          List.of("two-persons"),
          Remediations.digest("bundle"),
          List.of(),
          new PolicyDecision.Approval(
              "high",
              2,
              Set.of(Role.APPROVER),
              Set.of(Role.COMMANDER),
              300,
              600,
              900,
              new Safeguards(Set.of(), 0, 0, false, 1)));

  /** Without loops, which end what doesn't fire. */
  private final TestServer server = TestServer.withoutLoops();

  private final AlertId alert =
      new AlertId(Remediations.digest(UUID.randomUUID().toString()).hex());
  private final IncidentId incident = IncidentId.of(alert);
  private final Plan plan = Remediations.planFor(incident);
  private final String id = waiting();

  private String waiting() {
    var remediation =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(new OpenIncident(incident, first, "HighErrorRate on checkout-api (rig)"));
    send(new ProposeRemediation(remediation, 1, plan));
    send(new RecordPolicy(remediation, LawOnRecord.by(server.bean(Ledger.class), POLICY)));
    send(new RequestApproval(remediation));
    return remediation.value();
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }

  @Test
  void f10_commandMovesByTheHandoverAndH19_isOverWithTheIncident() {
    var first = server.person("commander");
    var second = server.person("commander");
    assertThat(shorten(first).code()).isEqualTo("NOT_COMMANDER");
    assertThat(command(server.person("responder")).code()).isEqualTo("NOT_COMMANDER");
    assertThat(command(first).status()).isEqualTo(200);
    var taken = command(second);
    assertThat(shown(taken.position()).path("commander").asString()).isNotEmpty();
    assertThat(shorten(first).code()).isEqualTo("NOT_COMMANDER");

    var shortened = shorten(second);
    assertThat(shortened.status()).isEqualTo(200);
    var approved = decide(server.person("approver"));
    var card = card(approved.position());
    assertThat(card.path("state").asString()).isEqualTo("approved");
    assertThat(card.path("shortening").path("quorum").asInt()).isEqualTo(1);
    assertThat(card.path("policy").path("emergencyQuorum").asInt()).isEqualTo(1);

    var closed = post(second, "/api/v1/incidents/" + incident + "/resolve", Map.of("reason", "x"));
    assertThat(shown(closed.position()).has("commander")).isFalse();
    assertThat(command(first).code()).isEqualTo("INCIDENT_CLOSED");
    assertThat(shorten(second).code()).isEqualTo("INCIDENT_CLOSED");
  }

  private JsonNode shown(long position) {
    var path = "/api/v1/incidents/" + incident + "?after=" + position;
    return server.get(server.person("viewer"), path).json();
  }

  private JsonNode card(long position) {
    var path = "/api/v1/remediations/" + id + "?after=" + position;
    return server.get(server.person("viewer"), path).json();
  }

  private TestServer.Reply command(String bearer) {
    return post(bearer, "/api/v1/incidents/" + incident + "/commander", Map.of());
  }

  private TestServer.Reply shorten(String bearer) {
    return post(
        bearer,
        "/api/v1/remediations/" + id + "/shortening",
        Map.of("planDigest", plan.digest().hex(), "reason", "all is down"));
  }

  private TestServer.Reply decide(String bearer) {
    return post(
        bearer,
        "/api/v1/remediations/" + id + "/decisions",
        Map.of("decision", "approve", "planDigest", plan.digest().hex(), "reason", "as shown"));
  }

  private TestServer.Reply post(String bearer, String path, Map<String, ?> body) {
    return server.post(bearer, path, body);
  }
}
