package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.FreePort;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.remediation.RemediationWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What an operator lives through, with a shop behind real HTTP. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class LoopTest {
  @Test
  void aRemedyThatDoesNotHelpIsUndoneAndLeftToAPerson() throws Exception {
    try (var scene = new ShopScene(ShopConfiguration::givingUpSoon)) {
      scene.shop.rollbackDoesNotHelp();
      scene.aBadReleaseFails();
      scene.operator.decide(
          scene.operator.expectRemediation("awaiting_approval"), "approve", "as shown");
      scene.operator.expectRemediation("rolled_back");
      assertThat(scene.shop.version()).isEqualTo("2.0.0-bad");
      scene.operator.expectEvent("incident.escalated");
      assertThat(scene.shop.effects()).hasSize(2);
    }
  }

  @Test
  void aFaultThatGoesByItselfWithdrawsThePlanAndRecovers() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      scene.operator.expectRemediation("awaiting_approval");
      scene.shop.healByItself();
      scene.alertsEnd();
      var incident = scene.operator.expectIncident("recovered");
      assertThat(incident.path("firing").asInt()).isZero();
      assertThat(scene.operator.expectRemediation("withdrawn").path("id").asString()).isNotEmpty();
      assertThat(scene.shop.effects()).isEmpty();
    }
  }

  @Test
  void aFlappingAlertStaysInItsIncidentAndNobodyIsAskedTwice() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      scene.operator.alert("orders", scene.since(), Instant.now());
      scene.operator.alert("orders", Instant.now(), null);
      Operator.expect(
          "a second diagnosis",
          () -> scene.count("incident.diagnosis-made") > 1 ? Optional.of(true) : Optional.empty());
      scene.operator.decide(card, "approve", "as shown");
      scene.operator.expectRemediation("completed");
      scene.alertsEnd();
      assertThat(scene.operator.expectIncident("resolved").path("alerts").asInt()).isEqualTo(3);
      assertThat(scene.count("incident.opened")).isOne();
      assertThat(scene.count("remediation.approval-requested")).isOne();
    }
  }

  @Test
  void lateNewsJoinsTheClosedIncidentAndReopensItOnlyIfItGoesOn() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      scene.operator.expectRemediation("awaiting_approval");
      scene.shop.healByItself();
      scene.alertsEnd();
      var id = scene.operator.expectIncident("recovered").path("id").asString();

      scene.operator.alert("orders", scene.since().plusSeconds(1), null);
      scene.operator.expectEvent("incident.reopened");
      var incident = scene.operator.expectIncident("open");
      assertThat(incident.path("id").asString()).isEqualTo(id);
      assertThat(incident.path("impact").path("summary").asString())
          .isEqualTo("Users of web (tier 1)");
      assertThat(scene.types())
          .containsSubsequence(
              "incident.recovered", "alert.raised", "incident.alert-attached", "incident.reopened");
      assertThat(scene.count("incident.opened")).isOne();
    }
  }

  /**
   * Begun too far apart to be tied; what they have in common is only known once both are diagnosed.
   */
  @Test
  void twoIncidentsThatAreBlamedOnTheSameReleaseBecomeOne() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.deploy("2.0.0-bad");
      scene.firing("orders");
      scene.operator.alert("web", scene.since().minusSeconds(61), null);
      var merged = scene.operator.expectIncident("merged");
      assertThat(scene.count("incident.opened")).isEqualTo(2);
      var older = scene.operator.expectIncident("open");
      assertThat(merged.path("mergedInto")).isEqualTo(older.path("id"));
      var _ = among(scene, "incidents", "id", older, it -> it.path("alerts").asInt() == 2);
      var card =
          among(
              scene,
              "remediations",
              "incident",
              older,
              it -> it.path("state").asString().equals("awaiting_approval"));
      assertThat(scene.operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
    }
  }

  /**
   * One of this incident. Its alerts come after the merger; and where the merged one was diagnosed
   * first, that one's plan waits too, until it's withdrawn.
   */
  private static JsonNode among(
      ShopScene scene, String list, String member, JsonNode incident, Predicate<JsonNode> wanted) {
    return Operator.expect(
        "one of " + list + " of the older incident",
        () ->
            scene
                .operator
                .get("/api/v1/" + list)
                .body()
                .path("items")
                .valueStream()
                .filter(it -> it.path(member).equals(incident.path("id")))
                .filter(wanted)
                .findFirst());
  }

  /** What Temporal keeps is ids and instants. */
  @Test
  void theHistoriesOfALoopTellNoSecret() throws Exception {
    var port = FreePort.any();
    try (var _ = TestServer.createPortBoundServer(port);
        var scene = new ShopScene(it -> it, "127.0.0.1:" + port)) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      scene.operator.decide(card, "approve", "as shown");
      scene.operator.expectRemediation("completed");
      var stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build());
      var client = WorkflowClient.newInstance(stubs);
      for (var id :
          List.of(
              RemediationWorkflow.workflowId(card.path("id").asString()),
              IncidentWorkflow.workflowId(card.path("incident").asString()))) {
        LeakWalk.over(client.fetchHistory(id).toJson(true));
      }
      stubs.shutdownNow();
    }
  }

  @Test
  void aDeniedPlanIsNeverRun() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      assertThat(scene.operator.decide(card, "deny", "we are on it").status()).isEqualTo(200);
      scene.operator.expectEvent("incident.escalated");
      assertThat(scene.operator.decide(card, "approve", "").status()).isEqualTo(409);
      assertThat(scene.shop.effects()).isEmpty();
    }
  }

  @Test
  void sourcesThatAreDownMakeItPoorerAndDoNotBlockIt() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.deploy("2.0.0-bad");
      scene.shop.answersNothing(true);
      scene.firing("orders");
      scene.operator.expectEvent("incident.escalated");
      var incident = scene.operator.expectIncident("open");
      var detail = scene.operator.get("/api/v1/incidents/" + incident.path("id").asString()).body();
      assertThat(detail.path("diagnoses").get(0).path("decided").asBoolean()).isFalse();
      assertThat(detail.path("diagnoses").get(0).path("gaps").size()).isPositive();
    }
  }

  @Test
  void nothingIsRunWhileNobodyCanTellWhetherTheFaultIsStillThere() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      scene.shop.metricsAnswer(false);
      scene.operator.decide(card, "approve", "as shown");
      scene.operator.expectRemediation("approved");
      assertThat(scene.shop.effects()).isEmpty();
      scene.shop.metricsAnswer(true);
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
    }
  }

  @Test
  void aTargetThatCannotBeAskedIsAskedAgain() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.controlAnswers(false);
      scene.aBadReleaseFails();
      scene.operator.expectEvent("incident.diagnosis-made");
      scene.shop.controlAnswers(true);
      assertThat(scene.operator.expectRemediation("awaiting_approval").path("id").asString())
          .isNotEmpty();
    }
  }

  @Test
  void anEffectWhoseAnswerWasLostIsReadBackAndNotAskedForTwice() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.losesAnswersAndActsAfter(Duration.ofSeconds(4));
      scene.aBadReleaseFails();
      scene.operator.decide(
          scene.operator.expectRemediation("awaiting_approval"), "approve", "as shown");
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
      assertThat(scene.types()).doesNotContain("remediation.step-failed");
    }
  }
}
