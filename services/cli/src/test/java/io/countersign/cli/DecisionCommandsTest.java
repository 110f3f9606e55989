package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionCommandsTest {
  private static final String DECIDE = "POST /api/v1/remediations/rem_1/decisions";
  private static final String REMEDIATION =
      """
      {"id":"rem_1","incident":"inc_1","state":"awaiting_approval","runbook":"roll-back-a-release",
       "actionClass":"rollback","cause":"orders fails since release r-2","planDigest":"d1g3st",
       "dryRunSummary":"would put 2.3.1 back","expiresAt":"2026-01-01T14:00:00Z",
       "policy":{"risk":"high","quorum":1,"roles":["approver"],"rules":["production"]},
       "approvals":[{"by":"p_1","byName":"bob","at":"2026-01-01T09:59:50Z","reason":"seen"}],
       "steps":[{"number":1,"state":"planned","attempt":1,"rollback":false}],
       "verification":{"passed":true,"readings":[{"probe":"errors","value":"0","holds":true}]},
       "plan":{"affected":["service/demo/shop-web"],"preconditions":["runs 2.4.0"],
        "targets":[{"target":"service/demo/orders","fields":{"version":"2.4.0"}}],
        "steps":[{"number":1,"executor":"deployer","action":"rollback",
          "target":{"kind":"service","environment":"demo","name":"orders"},
          "parameters":{},"expected":{"version":"2.4.0"}}],
        "rollback":[{"number":1,"executor":"deployer","action":"deploy",
          "target":"service/demo/orders","parameters":{"version":"2.4.0"},"expected":{}}],
        "probes":[{"name":"errors","entity":"service/demo/orders","comparison":"BELOW",
          "threshold":"0.05","stabilitySeconds":10}]}}\
      """;

  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on("GET /api/v1/remediations/rem_1", 200, REMEDIATION)
          .on(DECIDE, 200, "{\"position\":7,\"outcome\":\"done\"}");

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run() {
    return new CommandRun(home, server.port());
  }

  @Test
  void aPersonSeesTheWholePlanAndApprovesExactlyIt() {
    var run = run().person("yes").execute("approve", "rem_1");
    assertThat(run.exit()).isZero();
    assertThat(run.messages())
        .contains(
            "1. rollback service/demo/orders by deployer",
            "expects version=2.4.0",
            "would put 2.3.1 back",
            "1. deploy service/demo/orders with version=2.4.0",
            "errors of service/demo/orders below 0.05 for 10 s",
            "high",
            "1 of: approver",
            "in 4h (2026-01-01T14:00:00Z)",
            "d1g3st")
        .endsWith("Approved rem_1.\n");
    assertThat(server.last().body())
        .isEqualTo("{\"decision\":\"approve\",\"planDigest\":\"d1g3st\"}");
    assertThat(server.last().key()).hasSize(36);
  }

  @Test
  void s37_theFirstStepsAloneAreApproved() {
    run().execute("approve", "rem_1", "--plan", "d1g3st", "--steps", "1-2");
    assertThat(server.last().body()).contains("\"conditions\":{\"throughStep\":2}");
    run().execute("approve", "rem_1", "--plan", "d1g3st", "--steps", "1");
    assertThat(server.last().body()).contains("\"conditions\":{\"throughStep\":1}");
    for (var given : new String[] {"2", "2-3", "1-0", "1,3", "all"}) {
      var run = run().execute("approve", "rem_1", "--plan", "d1g3st", "--steps", given);
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.messages()).contains("--steps " + given + ": write the first ones");
    }
  }

  /** Nothing is cut, and what follows can't be taken for an entry of its own. */
  @Test
  void aCardFitsTheTerminalAndHidesNothing() {
    var wide = run().execute("remediation", "rem_1").data();
    var narrow = run().width(60).execute("remediation", "rem_1").lines();
    assertThat(narrow).allMatch(it -> it.length() <= 60);
    assertThat(String.join("\n", narrow).replaceAll("\\s+", " ").strip())
        .isEqualTo(wide.replaceAll("\\s+", " ").strip());
  }

  @Test
  void whatIsOverEscalatesToNobody() {
    var over =
        REMEDIATION
            .replace("awaiting_approval", "completed")
            .replace(
                "\"id\":",
                "\"closedAt\":\"2026-01-01T09:00:00Z\",\"escalateAt\":\"2026-01-01T10:08:00Z\",\"id\":");
    server.on("GET /api/v1/remediations/rem_1", 200, over);
    assertThat(run().execute("remediation", "rem_1").data())
        .contains("Ended")
        .doesNotContain("Escalates", "Until");
  }

  @Test
  void whoDoesNotSayYesApprovesNothing() {
    assertThat(run().person("y").execute("approve", "rem_1").exit()).isEqualTo(1);
    assertThat(run().person().execute("approve", "rem_1").exit()).isEqualTo(1);
    assertThat(server.asked()).noneMatch(asked -> asked.request().equals(DECIDE));
  }

  @Test
  void nobodyIsAskedAboutWhatIsOver() {
    var over = REMEDIATION.replace("awaiting_approval", "completed");
    over = over.replace("\"id\"", "\"closedAt\":\"2026-01-01T09:59:59Z\",\"id\"");
    server.on("GET /api/v1/remediations/rem_1", 200, over);
    var run = run().person("yes").execute("approve", "rem_1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.messages())
        .contains("It is over", "countersign approvals")
        .doesNotContain("Type yes");
  }

  @Test
  void withoutATerminalTheDigestMustBeGiven() {
    var run = run().execute("approve", "rem_1");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).contains("--plan DIGEST");
    assertThat(server.asked()).isEmpty();
    var given = run().execute("approve", "rem_1", "--plan", "old", "--reason", "ok", "-o", "jsonl");
    assertThat(server.last().body()).contains("\"planDigest\":\"old\"", "\"reason\":\"ok\"");
    assertThat(given.data()).isEqualToIgnoringNewLines("{\"position\":7,\"outcome\":\"done\"}");
  }

  @Test
  void anotherPlanIsAConflict() {
    server.on(DECIDE, 409, "{\"code\":\"DIGEST_MISMATCH\",\"detail\":\"Another plan waits.\"}");
    var run = run().execute("approve", "rem_1", "--plan", "old");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.messages()).contains("DIGEST_MISMATCH: Another plan waits.");
  }

  @Test
  void denyAndRevokeNeedAReasonAndNameThePlanThatWaits() {
    assertThat(run().execute("deny", "rem_1").exit()).isEqualTo(2);
    run().execute("deny", "rem_1", "--reason", "no");
    assertThat(server.last().body()).contains("\"deny\"", "\"d1g3st\"");
    run().execute("revoke", "rem_1", "--reason", "no", "--plan", "seen");
    assertThat(server.last().body()).contains("\"revoke\"", "\"seen\"");
  }

  @Test
  void aRemediationShowsWhoApprovedAndWhatWasMeasured() {
    assertThat(run().execute("remediation", "rem_1").data())
        .contains("bob approve, 10s ago (2026-01-01T09:59:50Z): seen", "errors = 0 holds");
  }
}
