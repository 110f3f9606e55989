package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Other policies take effect while a plan waits for consent, or has it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class BundleChangeTest {
  private static final String RULE =
      """
      id: the-shop-takes
      title: The shop takes so many persons
      when: [plan.environment == 'shop']
      effect: require
      because: it's said so just now
      require:
        risk: low
        quorum: %s
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
        - name: takes so many
          given: {plan: {environment: shop}}
          expect: {outcome: needs-approval, quorum: %s}
        - name: and nobody else does
          given: {plan: {tier: 4}, target: {tier: 4}}
          expect: {outcome: needs-approval, quorum: 1}
      """;
  private static final String RUNBOOK = "runbooks/roll-back-a-release.yaml";

  private static void ask(ShopScene scene, int persons) throws IOException {
    scene.operator.putInForce(
        files -> {
          files.put("approval/the-shop-takes.yaml", RULE.formatted(persons));
          files.put("approval/tests/the_shop_test.yaml", TESTED.formatted(persons));
        });
  }

  private static JsonNode waiting(ShopScene scene) {
    return scene.operator.expectRemediation("awaiting_approval", "roll-back-a-release");
  }

  private static boolean refused(ShopScene scene, String code) throws IOException {
    return scene.operator.record().stream()
        .filter(it -> it.path("type").asString().equals("remediation.attempt-refused"))
        .anyMatch(it -> it.path("payload").path("code").asString().equals(code));
  }

  @Test
  void b37_aLaxerBundleChangesNothingOfWhatWaits() throws Exception {
    try (var scene = new ShopScene()) {
      ask(scene, 2);
      scene.aBadReleaseFails();
      waiting(scene);
      ask(scene, 1);
      var card = scene.approve("roll-back-a-release");
      var still = waiting(scene);
      assertThat(still.path("id")).isEqualTo(card.path("id"));
      assertThat(scene.shop.effects()).isEmpty();
      scene.operator.approveAsAnother(still);
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
    }
  }

  @Test
  void b38_aStricterBundleAsksForTheMissingApprovalBeforeAnythingRuns() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      waiting(scene);
      ask(scene, 2);
      var card = scene.approve("roll-back-a-release");
      scene.operator.expectEvent("remediation.approval-extended");
      var still = waiting(scene);
      assertThat(still.path("id")).isEqualTo(card.path("id"));
      assertThat(refused(scene, "NOT_APPROVED")).isTrue();
      assertThat(scene.shop.effects()).isEmpty();
      scene.operator.approveAsAnother(still);
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
    }
  }

  @Test
  void aBundleThatChangesTheRunbookOfAnApprovedPlanHasItProposedAnew() throws Exception {
    try (var scene = new ShopScene()) {
      scene.aBadReleaseFails();
      var first = waiting(scene);
      scene.operator.putInForce(
          files ->
              files.computeIfPresent(
                  RUNBOOK, (_, text) -> text.replace("threshold: 0.05", "threshold: 0.04")));
      scene.operator.decide(first, "approve", "as shown");
      assertThat(scene.operator.expectRemediation("withdrawn").path("id"))
          .isEqualTo(first.path("id"));
      assertThat(refused(scene, "CONTENT_CHANGED")).isTrue();
      assertThat(scene.shop.effects()).isEmpty();
      assertThat(scene.approve("roll-back-a-release").path("planDigest"))
          .isNotEqualTo(first.path("planDigest"));
      scene.operator.expectRemediation("completed");
      assertThat(scene.shop.effects()).hasSize(1);
    }
  }
}
