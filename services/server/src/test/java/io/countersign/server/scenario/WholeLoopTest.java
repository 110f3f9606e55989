package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole loop on a server as it's installed: in a process of its own, on embedded engines. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class WholeLoopTest {
  @TempDir(factory = ScratchFolder.class)
  Path home;

  private Shop shop;
  private NoticeInbox inbox;
  private ServerProcess server;
  private Operator operator;

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
  void stop() {
    server.close();
    inbox.close();
    shop.close();
  }

  @Test
  void aBadReleaseIsRolledBackOnceApprovedAndClosedOnceVerified() throws Exception {
    shop.deploy("2.0.0-bad");
    var since = Instant.now();
    operator.alert("orders", since, null);
    operator.alert("web", since, null);
    var card = operator.expectRemediation("awaiting_approval");
    assertThat(card.path("plan").path("steps").get(0).path("action").asString())
        .isEqualTo("rollback");
    assertThat(shop.effects()).isEmpty();
    assertIsCalledTheSameEverywhere(card);
    var wrong = card.deepCopy();
    ((ObjectNode) wrong).put("planDigest", "0".repeat(64));
    assertThat(operator.decide(wrong, "approve", "").status()).isEqualTo(409);
    assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
    var again = operator.decide(card, "approve", "as shown");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("outcome").asString()).isEqualTo("unchanged");
    operator.expectRemediation("completed");
    operator.alert("orders", since, Instant.now());
    operator.alert("web", since, Instant.now());
    var incident = operator.expectIncident("resolved");
    assertThat(incident.path("cause").path("entity").asString()).isEqualTo("service/shop/orders");
    assertThat(incident.path("cause").path("change").asString()).isEqualTo("CHG-1000");
    assertThat(shop.version()).isEqualTo("1.0.0");
    assertThat(operator.types())
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
        () -> inbox.kinds().size() >= 2 ? Optional.of(true) : Optional.empty());
    assertThat(inbox.kinds()).containsSubsequence("approval-requested", "approval-decided");
    assertNothingLeaks();
    assertEveryClaimIsTheSame(incident.path("id").asString());
  }

  private void assertIsCalledTheSameEverywhere(JsonNode card) throws Exception {
    var title = card.path("incidentTitle").asString();
    assertThat(title).contains("fail", ", because orders 2.0.0-bad was released");
    var incident = "/api/v1/incidents/" + card.path("incident").asString();
    var detail = operator.get(incident).body();
    assertThat(detail.path("title").asString()).isEqualTo(title);
    assertThat(detail.path("firstAlert").asString()).endsWith(" (shop)");
    var listed = operator.get("/api/v1/incidents").body().path("items").get(0);
    assertThat(listed.path("title").asString()).isEqualTo(title);
    Operator.expect(
        "the notice says so",
        () -> inbox.bodies().stream().filter(it -> it.contains(title)).findFirst());
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

  /** Invariant 11, over every event, every notice and all of the log. */
  private void assertNothingLeaks() throws Exception {
    var told = new ArrayList<>(inbox.bodies());
    for (var event : operator.record()) {
      assertThat(event.toString().length()).isLessThan(34_000);
      assertThat(event.path("payload").toString()).doesNotContainPattern("\":-?[0-9]+[.][0-9]");
      told.add(event.path("payload").toString());
    }
    told.add(server.everythingSaid());
    for (var secret :
        operator.secrets(Shop.TOKEN, NoticeInbox.SECRET, server.firstPassword(), "-canary")) {
      assertThat(told).noneMatch(text -> text.contains(secret));
    }
  }
}
