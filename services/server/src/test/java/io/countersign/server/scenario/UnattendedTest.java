package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.Ledger;
import io.countersign.server.TestServer;
import io.countersign.server.policy.LawInForce;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A runbook runs unattended once it has earned it and two persons said so, until it fails once. */
class UnattendedTest {
  private static final String RUNBOOK = "roll-back-a-release";
  private static final String BUNDLES = "/api/v1/policy/bundles";
  private static final String RULE =
      """
      id: rollback-runs-by-itself
      title: A rollback that has earned it runs by itself
      when:
        - plan.action == 'rollback'
        - history.promoted
      effect: allow-auto
      waives: [one-approver-everywhere, production-is-at-least-medium-risk]
      because: it has earned it
      expires: 2100-01-01
      """;

  private static final String TESTS =
      """
      suite: Rollbacks that have earned it
      cases:
        - name: it runs by itself
          given: {history: {promoted: true}}
          expect: {outcome: allowed}
        - name: not otherwise
          expect: {outcome: needs-approval}
      """;

  @Test
  void runsUnattendedOnceItWasPromotedAndAsksAgainOnceItFailed() throws Exception {
    try (var scene = new ShopScene(ShopConfiguration::givingUpSoon)) {
      var server = scene.api();
      allow(server);
      var anna = server.invited("a" + UUID.randomUUID(), "approver", "responder");
      var ben = server.invited("b" + UUID.randomUUID(), "approver");
      var path = "/api/v1/runbooks/" + RUNBOOK;
      var shop = Map.of("environment", "shop");
      assertThat(server.post(anna, path + "/promote", shop).code())
          .isEqualTo("AUTONOMY_NOT_EARNED");
      earn(server);
      assertThat(server.get(anna, "/api/v1/runbooks").text()).contains("shop: has earned");
      Operator.expect(
          "the refusal on record",
          () -> refusals(scene).stream().filter("AUTONOMY_NOT_EARNED"::equals).findFirst());
      var misspelt = Map.of("environment", "shopp", "reason", "it hides a leak");
      assertThat(server.post(anna, path + "/demote", misspelt).code()).isEqualTo("NOT_PROMOTED");
      var id = server.post(anna, path + "/promote", shop).json().path("confirmation").asString();
      assertThat(confirm(server, anna, id).code()).isEqualTo("SECOND_PERSON_REQUIRED");
      var confirmed = confirm(server, ben, id);
      assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
      assertThat(server.get(anna, "/api/v1/runbooks").text()).contains("shop: unattended until");

      scene.aBadReleaseFails();
      scene.operator.expectRemediation("completed", RUNBOOK);
      assertThat(scene.count("remediation.approval-requested")).isZero();
      assertThat(scene.operator.record().toString()).contains("\"check\":\"promotion\"");
      scene.alertsEnd();
      scene.operator.expectIncident("resolved");

      scene.shop.rollbackDoesNotHelp();
      scene.aBadReleaseFails();
      scene.operator.expectRemediation("rolled_back", RUNBOOK);
      scene.operator.expectEvent("remediation.runbook-demoted");
      assertThat(scene.count("remediation.approval-requested")).isZero();
      assertThat(server.get(anna, "/api/v1/runbooks").text()).contains("shop: demoted");
      assertThat(server.get(anna, "/api/v1/policy/explanations/" + last(scene)).text())
          .contains("needs-approval");
    }
  }

  private static List<String> refusals(ShopScene scene) throws IOException {
    return scene.operator.record().stream()
        .filter(it -> it.path("type").asString().equals("access.attempt-refused"))
        .map(it -> it.path("payload").path("code").asString())
        .toList();
  }

  private static String last(ShopScene scene) {
    return scene.operator.expectRemediation("rolled_back", RUNBOOK).path("id").asString();
  }

  /** By the one administrator that there is yet. */
  private static void allow(TestServer server) {
    var admin = server.administrator();
    var files = new TreeMap<String, Object>();
    var inForce = server.get(admin, BUNDLES + "/in-force/files").json().path("files");
    inForce.propertyStream().forEach(it -> files.put(it.getKey(), it.getValue().asString()));
    files.put("approval/rollback-runs-by-itself.yaml", RULE);
    files.put("approval/tests/rollback-runs-by-itself_test.yaml", TESTS);
    var proposed = server.post(admin, BUNDLES, Map.of("files", files));
    assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
    var approve = BUNDLES + "/" + proposed.json().path("id").asString() + "/approve";
    var digest = Map.of("digest", proposed.json().path("digest").asString());
    var approved = server.post(admin, approve, digest);
    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
  }

  private static TestServer.Reply confirm(TestServer server, String bearer, String id) {
    var path = "/api/v1/confirmations/" + id;
    var digest = server.get(bearer, path).json().path("digest").asString();
    return server.post(bearer, path + "/confirm", Map.of("digest", digest));
  }

  /** As if it had helped six times. */
  private static void earn(TestServer server) {
    var content =
        server.bean(LawInForce.class).law().runbooks().stream()
            .filter(it -> it.id().equals(RUNBOOK))
            .findFirst()
            .orElseThrow()
            .digest()
            .hex();
    var used =
        "insert into runbook_use (remediation, runbook, content, environment, begun_at,"
            + " verified_at) select 'rem_' || n, ?, ?, 'shop', now(), now() from generate_series(1,"
            + " 6) n";
    var _ =
        server.bean(Ledger.class).transactions().call(sql -> sql.execute(used, RUNBOOK, content));
  }
}
