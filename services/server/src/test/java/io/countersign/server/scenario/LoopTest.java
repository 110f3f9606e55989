package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an operator lives through, on a server of its own and a shop behind real HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class LoopTest {
  @TempDir Path home;
  private Shop shop;
  private NoticeInbox inbox;
  private ServerProcess server;
  private Operator operator;
  private Instant since;

  @BeforeEach
  void start() throws Exception {
    shop = new Shop();
    inbox = new NoticeInbox();
    server = new ServerProcess(home, ShopConfiguration.of(shop, home, inbox));
    operator = new Operator(server.url());
    operator.waitUntilReady(server);
    operator.setUp(server.firstPassword());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    inbox.close();
    shop.close();
  }

  @Test
  void aBadReleaseIsRolledBackOnceApprovedAndClosedOnceVerified() throws Exception {
    aBadReleaseFails();
    var card = operator.expectRemediation("awaiting_approval");
    assertThat(card.path("plan").path("steps").get(0).path("action").asString())
        .isEqualTo("rollback");
    assertThat(shop.effects()).isEmpty();
    var wrong = card.deepCopy();
    ((ObjectNode) wrong).put("planDigest", "0".repeat(64));
    assertThat(operator.decide(wrong, "approve", "").status()).isEqualTo(409);
    assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
    var again = operator.decide(card, "approve", "as shown");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("outcome").asString()).isEqualTo("unchanged");
    operator.expectRemediation("completed");
    alertsEnd();
    var incident = operator.expectIncident("resolved");
    assertThat(incident.path("cause").path("entity").asString()).isEqualTo("service/shop/orders");
    assertThat(incident.path("cause").path("change").asString()).isEqualTo("CHG-1000");
    assertThat(shop.version()).isEqualTo("1.0.0");
    assertThat(types())
        .containsSubsequence(
            "alert.raised",
            "incident.opened",
            "incident.evidence-gathered",
            "incident.diagnosis-made",
            "remediation.proposed",
            "remediation.policy-evaluated",
            "remediation.approval-requested",
            "remediation.approval-granted",
            "remediation.approved",
            "remediation.execution-started",
            "remediation.step-started",
            "remediation.step-completed",
            "remediation.verification-passed",
            "remediation.completed",
            "incident.resolved");
    Operator.expect(
        "both notices, although the receiver was busy at first",
        Duration.ofSeconds(60),
        () -> inbox.kinds().size() >= 2 ? Optional.of(true) : Optional.empty());
    assertThat(inbox.kinds()).containsSubsequence("approval-requested", "approval-decided");
    assertNothingLeaks();
    assertEveryClaimIsTheSame(incident.path("id").asString());
  }

  /** Each claim's source answers today what it answered then. */
  private void assertEveryClaimIsTheSame(String incident) throws Exception {
    var diagnoses = operator.get("/api/v1/incidents/" + incident).body().path("diagnoses");
    for (var diagnosis : diagnoses) {
      var path = "/api/v1/incidents/%s/diagnoses/%s/claims?rerun=true";
      var number = diagnosis.path("number").asInt();
      var claims = operator.get(path.formatted(incident, number)).body().path("items");
      assertThat(claims.size()).isEqualTo(diagnosis.path("claims").size()).isPositive();
      assertThat(claims)
          .allSatisfy(
              it ->
                  assertThat(it.path("rerun").path("verdict").asString())
                      .describedAs(it.toString())
                      .isEqualTo("same"));
    }
    assertThat(operator.get("/api/v1/incidents/" + incident + "/diagnoses/99/claims").status())
        .isEqualTo(404);
  }

  /** Invariant 11, over every event, every notice and the log. */
  private void assertNothingLeaks() throws Exception {
    var told = new ArrayList<>(inbox.bodies());
    for (var event : operator.record()) {
      assertThat(event.toString().length()).isLessThan(34_000);
      assertThat(event.path("payload").toString()).doesNotContainPattern("\":-?[0-9]+[.][0-9]");
      told.add(event.path("payload").toString());
    }
    told.add(server.output());
    for (var secret : operator.secrets(Shop.TOKEN, NoticeInbox.SECRET, server.firstPassword())) {
      assertThat(told).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  void aRemedyThatDoesNotHelpIsUndoneAndLeftToAPerson() throws Exception {
    shop.rollbackDoesNotHelp();
    aBadReleaseFails();
    operator.decide(operator.expectRemediation("awaiting_approval"), "approve", "as shown");
    operator.expectRemediation("rolled_back");
    assertThat(shop.version()).isEqualTo("2.0.0-bad");
    operator.expectEvent("incident.escalated");
    assertThat(shop.effects()).hasSize(2);
  }

  @Test
  void aFaultThatGoesByItselfWithdrawsThePlanAndRecovers() throws Exception {
    aBadReleaseFails();
    operator.expectRemediation("awaiting_approval");
    shop.healByItself();
    alertsEnd();
    var incident = operator.expectIncident("recovered");
    assertThat(incident.path("firing").asInt()).isZero();
    assertThat(operator.expectRemediation("withdrawn").path("id").asString()).isNotEmpty();
    assertThat(shop.effects()).isEmpty();
  }

  @Test
  void aFlappingAlertStaysInItsIncidentAndNobodyIsAskedTwice() throws Exception {
    aBadReleaseFails();
    var card = operator.expectRemediation("awaiting_approval");
    operator.alert("orders", since.plusSeconds(1), null);
    Operator.expect(
        "a second diagnosis",
        Duration.ofSeconds(60),
        () -> count("incident.diagnosis-made") > 1 ? Optional.of(true) : Optional.empty());
    operator.decide(card, "approve", "as shown");
    operator.expectRemediation("completed");
    operator.alert("orders", since.plusSeconds(1), Instant.now());
    alertsEnd();
    assertThat(operator.expectIncident("resolved").path("alerts").asInt()).isEqualTo(3);
    assertThat(count("incident.opened")).isOne();
    assertThat(count("remediation.approval-requested")).isOne();
  }

  @Test
  void lateNewsJoinsTheClosedIncidentAndReopensItOnlyIfItGoesOn() throws Exception {
    aBadReleaseFails();
    operator.expectRemediation("awaiting_approval");
    shop.healByItself();
    alertsEnd();
    var id = operator.expectIncident("recovered").path("id").asString();

    operator.alert("orders", since.plusSeconds(1), null);
    operator.expectEvent("incident.reopened");
    var incident = operator.expectIncident("open");
    assertThat(incident.path("id").asString()).isEqualTo(id);
    assertThat(incident.path("impact").path("summary").asString())
        .isEqualTo("Users of web (tier 1)");
    assertThat(types())
        .containsSubsequence(
            "incident.recovered", "alert.raised", "incident.alert-attached", "incident.reopened");
    assertThat(count("incident.opened")).isOne();
  }

  /**
   * Begun too far apart to be tied; what they have in common is only known once both are diagnosed.
   */
  @Test
  void twoIncidentsThatAreBlamedOnTheSameReleaseBecomeOne() throws Exception {
    shop.deploy("2.0.0-bad");
    since = Instant.now();
    operator.alert("orders", since, null);
    operator.alert("web", since.minusSeconds(61), null);
    var merged = operator.expectIncident("merged");
    assertThat(count("incident.opened")).isEqualTo(2);
    var older = operator.expectIncident("open");
    assertThat(merged.path("mergedInto")).isEqualTo(older.path("id"));
    assertThat(older.path("alerts").asInt()).isEqualTo(2);
    var card = operator.expectRemediation("awaiting_approval");
    assertThat(card.path("incident")).isEqualTo(older.path("id"));
    operator.decide(card, "approve", "as shown");
    operator.expectRemediation("completed");
    assertThat(shop.effects()).hasSize(1);
  }

  @Test
  void aDeniedPlanIsNeverRun() throws Exception {
    aBadReleaseFails();
    var card = operator.expectRemediation("awaiting_approval");
    assertThat(operator.decide(card, "deny", "we are on it").status()).isEqualTo(200);
    operator.expectEvent("incident.escalated");
    assertThat(operator.decide(card, "approve", "").status()).isEqualTo(409);
    assertThat(shop.effects()).isEmpty();
  }

  @Test
  void sourcesThatAreDownMakeItPoorerAndDoNotBlockIt() throws Exception {
    shop.deploy("2.0.0-bad");
    shop.answersNothing(true);
    since = Instant.now();
    operator.alert("orders", since, null);
    operator.expectEvent("incident.escalated");
    var incident = operator.expectIncident("open");
    var detail = operator.get("/api/v1/incidents/" + incident.path("id").asString()).body();
    assertThat(detail.path("diagnoses").get(0).path("decided").asBoolean()).isFalse();
    assertThat(detail.path("diagnoses").get(0).path("gaps").size()).isPositive();
  }

  @Test
  void nothingIsRunWhileNobodyCanTellWhetherTheFaultIsStillThere() throws Exception {
    aBadReleaseFails();
    var card = operator.expectRemediation("awaiting_approval");
    shop.metricsAnswer(false);
    operator.decide(card, "approve", "as shown");
    operator.expectRemediation("approved");
    assertThat(shop.effects()).isEmpty();
    shop.metricsAnswer(true);
    operator.expectRemediation("completed");
    assertThat(shop.effects()).hasSize(1);
  }

  @Test
  void aTargetThatCannotBeAskedIsAskedAgain() throws Exception {
    shop.controlAnswers(false);
    aBadReleaseFails();
    operator.expectEvent("incident.diagnosis-made");
    shop.controlAnswers(true);
    assertThat(operator.expectRemediation("awaiting_approval").path("id").asString()).isNotEmpty();
  }

  @Test
  void anEffectWhoseAnswerWasLostIsReadBackAndNotAskedForTwice() throws Exception {
    shop.losesAnswersAndActsAfter(Duration.ofSeconds(4));
    aBadReleaseFails();
    operator.decide(operator.expectRemediation("awaiting_approval"), "approve", "as shown");
    operator.expectRemediation("completed");
    assertThat(shop.effects()).hasSize(1);
    assertThat(types()).doesNotContain("remediation.step-failed");
  }

  private void aBadReleaseFails() throws Exception {
    shop.deploy("2.0.0-bad");
    since = Instant.now();
    operator.alert("orders", since, null);
    operator.alert("web", since, null);
  }

  private void alertsEnd() throws Exception {
    operator.alert("orders", since, Instant.now());
    operator.alert("web", since, Instant.now());
  }

  private long count(String type) throws IOException {
    return operator.record().stream().filter(e -> e.path("type").asString().equals(type)).count();
  }

  private List<String> types() throws Exception {
    return operator.record().stream()
        .sorted(java.util.Comparator.comparingLong((JsonNode e) -> e.path("position").asLong()))
        .map(e -> e.path("type").asString())
        .toList();
  }
}
