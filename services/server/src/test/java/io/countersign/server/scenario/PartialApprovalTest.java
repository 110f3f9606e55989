package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** S37: a plan of two steps is approved for the first one, and later for both. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class PartialApprovalTest {
  private static final String RUNBOOK = "roll-back-a-release";
  private static final String FILE = "runbooks/" + RUNBOOK + ".yaml";
  private static final String SECOND =
      """
        - action: restart
          expected: {version: '${state.previous}'}
          timeoutSeconds: 30

      # If it doesn't help\
      """;

  @Test
  void whatIsNotApprovedWaitsForSomebodyToApproveIt() throws Exception {
    try (var scene = new ShopScene()) {
      scene.operator.putInForce(
          files ->
              files.computeIfPresent(
                  FILE, (_, text) -> text.replace("\n# If it doesn't help", SECOND)));
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval", RUNBOOK);
      assertThat(card.at("/plan/steps").size()).isEqualTo(2);
      assertThat(scene.operator.approveFirstStep(card).status()).isEqualTo(200);
      scene.operator.expectEvent("remediation.held-up");
      var waits = scene.operator.expectRemediation("executing", RUNBOOK);
      assertThat(waits.path("because").asString()).contains("agreed to this step");
      assertThat(waits.path("steps").path(1).path("state").asString()).isEqualTo("planned");
      assertThat(scene.shop.effects()).hasSize(1);

      scene.operator.approveAsAnother(waits);
      var done = scene.operator.expectRemediation("completed", RUNBOOK);
      assertThat(scene.shop.effects()).hasSize(2);
      assertThat(done.path("steps").path(1).path("gate").toString())
          .contains("\"check\":\"step-approved\"", "step 2 agreed: ");
    }
  }
}
