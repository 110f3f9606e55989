package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** An emergency on a real server: what is let through is carried out, seen, and owes a review. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class EmergencyTest {
  private static final String RUNBOOK = "roll-back-a-release";
  private static final String BREAK_GLASS = "/api/v1/break-glass";
  private static final String LISTED =
      """
      openers: [responder, commander]
      persons: 2
      minutes: 30
      approvers: [approver]
      quorum: 1
      actions: [rollback]
      anyWindow: [rollback]
      """;
  private static final String FREEZE =
      """
      {"kind": "freeze", "scope": "environment=shop", "reason": "the year's end", "entries":
        [{"start": "2020-01-01T00:00:00Z", "end": "2020-12-31T23:59:59Z", "rule": "FREQ=YEARLY"}]}\
      """;
  private static final String TWO =
      """
      id: the-shop-takes-two
      title: The shop takes two persons
      when: [plan.environment == 'shop']
      effect: require
      because: it's said so
      require:
        risk: medium
        quorum: 2
        emergencyQuorum: 1
        roles: [approver]
        widened: [commander]
        remindSeconds: 300
        escalateSeconds: 900
        expireSeconds: 3600
      """;
  private static final String TESTED =
      """
      suite: The shop
      cases:
        - name: takes two
          given: {plan: {environment: shop}}
          expect: {outcome: needs-approval, quorum: 2}
        - name: and nobody else does
          given: {plan: {tier: 4}, target: {tier: 4}}
          expect: {outcome: needs-approval, quorum: 1}
      """;

  private static String person(TestServer api, String role) {
    return api.invited(role + UUID.randomUUID(), role);
  }

  /** A commander of the incident that a plan is for. */
  private static String commander(TestServer api, JsonNode card) {
    var commander = person(api, "commander");
    var path = "/api/v1/incidents/" + card.path("incident").asString() + "/commander";
    assertThat(api.post(commander, path, Map.of()).status()).isEqualTo(200);
    return commander;
  }

  private static JsonNode only(TestServer api, String who) {
    return api.get(who, BREAK_GLASS).json().path("items").path(0);
  }

  @Test
  void aPlanRunsInAFreezeByBreakGlassAndTheReviewerSeesIt() throws Exception {
    try (var scene = new ShopScene()) {
      var api = scene.api();
      scene.operator.putInForce(files -> files.put("break-glass.yaml", LISTED));
      var frozen = api.put(api.administrator(), "/api/v1/calendars/freeze", FREEZE);
      assertThat(frozen.status()).as(frozen.text()).isEqualTo(200);
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval", RUNBOOK);
      var commander = commander(api, card);
      var wanted =
          Map.of(
              "incident", card.path("incident").asString(),
              "actions", List.of("rollback"),
              "reason", "nobody can order");
      var opened = api.post(person(api, "responder"), BREAK_GLASS, wanted);
      assertThat(opened.status()).as(opened.text()).isEqualTo(200);
      var id = opened.json().path("id").asString();
      assertThat(only(api, commander).path("id").asString()).isEqualTo(id);
      var agreed = api.post(commander, BREAK_GLASS + "/" + id + "/agree", Map.of());
      assertThat(agreed.status()).as(agreed.text()).isEqualTo(200);
      scene.approve(RUNBOOK);
      scene.operator.expectRemediation("completed", RUNBOOK);
      assertThat(scene.shop.effects()).hasSize(1);
      assertThat(only(api, commander).path("uses").toString()).contains(card.path("id").asString());
      assertThat(scene.operator.record())
          .filteredOn(it -> it.path("type").asString().equals("remediation.execution-started"))
          .singleElement()
          .satisfies(
              it -> assertThat(it.path("payload").path("breakGlass").asString()).isEqualTo(id));
    }
  }

  @Test
  void aPlanRunsByAShortenedQuorumWhichOwesAReview() throws Exception {
    try (var scene = new ShopScene()) {
      var api = scene.api();
      scene.operator.putInForce(
          files -> {
            files.put("approval/the-shop-takes-two.yaml", TWO);
            files.put("approval/tests/the_shop_test.yaml", TESTED);
          });
      scene.aBadReleaseFails();
      var card = scene.approve(RUNBOOK);
      var id = card.path("id").asString();
      assertThat(scene.shop.effects()).isEmpty();
      var commander = commander(api, card);
      var shortening =
          Map.of("planDigest", card.path("planDigest").asString(), "reason", "nobody can order");
      var shortened = api.post(commander, "/api/v1/remediations/" + id + "/shortening", shortening);
      assertThat(shortened.status()).as(shortened.text()).isEqualTo(200);
      scene.operator.expectRemediation("completed", RUNBOOK);
      assertThat(scene.shop.effects()).hasSize(1);
      var owed = only(api, commander);
      assertThat(owed.path("id").asString()).isEqualTo(id);
      assertThat(owed.hasNonNull("reviewBy")).isTrue();
      var review = Map.of("justified", true, "note", "it was needed");
      var path = "/api/v1/remediations/" + id + "/shortening/review";
      assertThat(api.post(commander, path, review).code()).isEqualTo("SOD_REVIEWER");
      assertThat(api.post(person(api, "approver"), path, review).status()).isEqualTo(200);
      assertThat(only(api, commander).hasNonNull("reviewedAt")).isTrue();
    }
  }
}
