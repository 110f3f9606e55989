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
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What policy says of a plan, over HTTP. */
class PolicyExplanationTest {
  /**
   * Of this test alone: the product's loop ends what doesn't fire, and others' incidents with it.
   */
  private final AlertId alert = AlertId.of("am", UUID.randomUUID().toString(), Instant.EPOCH);

  private final Plan plan = Remediations.planFor(IncidentId.of(alert));

  private static final String PATH = "/api/v1/policy/explanations";

  private final TestServer server = TestServer.withoutLoops();

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }

  private static JsonNode rule(JsonNode answer, String rule) {
    return StreamSupport.stream(answer.path("rules").spliterator(), false)
        .filter(it -> it.path("rule").asString().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsWhatItTakesAndWhoCouldApprove() {
    var _ = server.person("approver");
    var answer =
        server
            .post(
                server.administrator(),
                PATH,
                Map.of("target", Map.of("tier", 1), "plan", Map.of("tier", 1)))
            .json();

    assertThat(answer.path("outcome").asString()).isEqualTo("needs-approval");
    assertThat(answer.path("requirement").path("quorum").asInt()).isEqualTo(2);
    assertThat(rule(answer, "two-persons-for-tier-1-production").path("state").asString())
        .isEqualTo("holds");
    assertThat(
            rule(answer, "high-risk-in-production").path("parts").path(1).path("line").asString())
        .isEqualTo("plan.risk >= 4 is false (plan.risk = 2)");
    assertThat(
            answer.path("people").valueStream().filter(it -> it.path("couldApprove").asBoolean()))
        .isNotEmpty();
    assertThat(answer.path("people").toString()).contains("has no role that decides here");
  }

  /** Who there is is for those to read who read the list of people. */
  @Test
  void tellsWhoIsNotTrustedWithPeopleHowManyCouldApprove() {
    var name = "p" + UUID.randomUUID();
    server.add(name, "viewer");
    var viewer = server.login(name, TestServer.password());
    var _ = server.person("approver");
    var answer = server.post(viewer, PATH, Map.of("target", Map.of("tier", 1))).json();
    assertThat(answer.path("people")).hasSize(1);
    assertThat(answer.at("/people/0/name").asString()).isEqualTo(name);
    assertThat(answer.path("couldApprove").asLong()).isPositive();
    assertThat(answer.path("couldNot").asLong()).isPositive();
  }

  @Test
  void tellsWhatForbids() {
    var answer =
        server
            .post(server.person("viewer"), PATH, Map.of("plan", Map.of("action", "delete")))
            .json();

    assertThat(answer.path("outcome").asString()).isEqualTo("forbidden");
    assertThat(answer.path("takes").path(0).asString())
        .startsWith("destruction-is-forbidden denies it as long as plan.action in");
    assertThat(answer.path("people")).isEmpty();
  }

  @Test
  void aFieldThatThereIsNotIsRefused() {
    var reply = server.post(server.person("viewer"), PATH, Map.of("plan", Map.of("danger", 4)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("BAD_REQUEST");
    assertThat(reply.json().path("detail").asString()).contains("unknown key \"danger\"");
  }

  @Test
  void tellsItOfARemediationAtThisMoment() {
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(new OpenIncident(plan.incident(), first, "HighErrorRate on checkout-api (rig)"));
    send(new ProposeRemediation(new RemediationId("rem_00000000000000e1"), 1, plan));
    var viewer = server.person("viewer");
    var path = PATH + "/rem_00000000000000e1";
    Eventually.holds("the view of it", () -> server.get(viewer, path).status() == 200);
    var answer = server.get(viewer, path).json();

    assertThat(answer.path("outcome").asString()).isEqualTo("needs-approval");
    assertThat(answer.path("inputs").asString()).hasSize(64);
    assertThat(server.get(viewer, PATH + "/rem_00000000000000e2").code())
        .isEqualTo("UNKNOWN_REMEDIATION");
    assertThat(server.get(viewer, PATH + "/nonsense").code()).isEqualTo("UNKNOWN_REMEDIATION");
  }
}
