package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Command;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People's decisions over HTTP, and everybody else's attempts. */
class DecisionTest {
  /**
   * Of this test alone: the product's loop ends what doesn't fire, and others' incidents with it.
   */
  private final AlertId alert = AlertId.of("am", UUID.randomUUID().toString(), Instant.EPOCH);

  private final Plan plan = Remediations.planFor(IncidentId.of(alert));

  private final IncidentAlert first =
      new IncidentAlert(
          alert,
          Remediations.CHECKOUT,
          "HighErrorRate",
          Severity.CRITICAL,
          "errors",
          Instant.EPOCH);

  private final TestServer server = TestServer.withoutLoops();
  private final String digest = plan.digest().hex();
  private final String id = waiting();

  /** Proposed, evaluated and asked for, as the loop does it. */
  private String waiting() {
    var remediation =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    send(new OpenIncident(plan.incident(), first, "HighErrorRate on checkout-api (rig)"));
    send(new ProposeRemediation(remediation, 1, plan));
    send(
        new RecordPolicy(
            remediation, LawOnRecord.by(server.bean(Ledger.class), Remediations.needsApproval(2))));
    send(new RequestApproval(remediation));
    return remediation.value();
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }

  private TestServer.Reply decide(String bearer, String decision, String plan) {
    return server.post(
        bearer,
        "/api/v1/remediations/" + id + "/decisions",
        Map.of("decision", decision, "planDigest", plan, "reason", "as shown"));
  }

  @Test
  void anApproverApprovesOnceWhateverTheNumberOfClicks() {
    var approver = server.person("approver", "responder");
    var first = decide(approver, "approve", digest);
    var again = decide(approver, "approve", digest);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("outcome").asString()).isEqualTo("done");
    assertThat(again.json().path("outcome").asString()).isEqualTo("unchanged");

    var card =
        server.get(approver, "/api/v1/remediations/" + id + "?after=" + first.position()).json();
    assertThat(card.path("approvals").size()).isEqualTo(1);
    assertThat(card.path("approvals").path(0).path("byName").asString()).startsWith("p");
    assertThat(card.path("planDigest").asString()).isEqualTo(digest);
    assertThat(card.path("plan").path("steps").path(0).path("action").asString())
        .isEqualTo("rollback");
    assertThat(card.path("policy").path("rules").size()).isPositive();
  }

  @Test
  void anotherPlanThanTheShownOneIsAConflict() {
    var reply = decide(server.person("approver"), "approve", "0".repeat(64));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("DIGEST_MISMATCH");
  }

  @Test
  void h10_whoMayNotDecideIsRefusedOnTheRecord() {
    assertThat(decide(server.person("viewer"), "approve", digest).code()).isEqualTo("FORBIDDEN");
    assertThat(decide(server.token("", "viewer"), "approve", digest).code())
        .isEqualTo("HUMAN_REQUIRED");
    assertThat(decide(server.administrator(), "approve", digest).status()).isEqualTo(403);

    var path = "/api/v1/audit/events?type=remediation.attempt-refused&aggregate=" + id;
    Eventually.holds(
        "both are on record",
        () -> {
          var record = server.get(server.administrator(), path).text();
          return record.contains("HUMAN_REQUIRED") && record.contains("FORBIDDEN");
        });
  }

  @Test
  void aDenialEndsIt() {
    var denier = server.person("approver");
    assertThat(decide(denier, "deny", digest).status()).isEqualTo(200);
    assertThat(decide(server.person("approver"), "approve", digest).code())
        .isEqualTo("NOT_PENDING");
  }

  @Test
  void aDecisionThatSaysBothIsNone() {
    var body =
        "{\"decision\":\"deny\",\"planDigest\":\"%s\",\"reason\":\"x\",\"decision\":\"approve\"}"
            .formatted(digest);
    var approver = server.person("approver");
    var path = "/api/v1/remediations/" + id + "/decisions";
    var reply =
        server.send(server.request(approver, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("a member is named twice");
    assertThat(decide(approver, "approve", digest).json().path("outcome").asString())
        .as("nothing was decided")
        .isEqualTo("done");
  }

  @Test
  void aReasonThatCannotBeRecordedIsNoDecision() {
    for (var bad : List.of("\\u0000", "\\ud800")) {
      var body =
          "{\"decision\":\"approve\",\"planDigest\":\"%s\",\"reason\":\"a%s\"}"
              .formatted(digest, bad);
      var path = "/api/v1/remediations/" + id + "/decisions";
      var request = server.request(server.person("approver"), path);
      assertThat(server.send(request.POST(HttpRequest.BodyPublishers.ofString(body))).status())
          .isEqualTo(400);
    }
  }

  @Test
  void whatCannotBeUnderstoodIsNoDecision() {
    var approver = server.person("approver");
    assertThat(decide(approver, "perhaps", digest).status()).isEqualTo(400);
    assertThat(decide(approver, "approve", "short").status()).isEqualTo(400);
    var path = "/api/v1/remediations/%s/decisions";
    var body = Map.of("decision", "approve", "planDigest", digest);
    assertThat(server.post(approver, path.formatted("rem_0000000000000000"), body).code())
        .isEqualTo("UNKNOWN_REMEDIATION");
    assertThat(server.post(approver, path.formatted("nonsense"), body).code())
        .isEqualTo("UNKNOWN_REMEDIATION");
  }

  @Test
  void theSurfaceIsPartOfTheRecord() {
    var approver = server.person("approver");
    var body = "{\"decision\":\"approve\",\"planDigest\":\"" + digest + "\"}";
    server.send(
        server
            .request(approver, "/api/v1/remediations/" + id + "/decisions")
            .header("Countersign-Surface", "cli")
            .header("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    var granted =
        server
            .get(
                server.administrator(),
                "/api/v1/audit/events?type=remediation.approval-granted&aggregate=" + id)
            .json()
            .path("items")
            .path(0);
    assertThat(granted.path("via").asString()).isEqualTo("CLI");
    assertThat(granted.path("traceId").asString()).isEqualTo("0123456789abcdef0123456789abcdef");
  }

  @Test
  void aReasonThatNoColumnTakesIsRefusedBeforeItIsOnRecord() {
    var answer =
        server.post(
            server.person("approver"),
            "/api/v1/remediations/" + id + "/decisions",
            Map.of("decision", "deny", "planDigest", digest, "reason", "no\0thing"));
    assertThat(answer.status()).isEqualTo(400);
  }
}
