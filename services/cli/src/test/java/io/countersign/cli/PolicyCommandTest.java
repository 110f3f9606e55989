package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
  private static final String BUNDLE =
      """
      {"id":"pol_1","state":"proposed","digest":"d1g3st","base":"b4s3","files":1,"rules":1,
       "runbooks":0,"proposerName":"anna","note":"two","approvals":1,"approvers":[],
       "expiresAt":"2026-01-01T14:00:00Z"}\
      """;
  private static final String LIST =
      """
      {"items":[%s,{"id":"pol_0","number":1,"state":"in-force","digest":"b4s3","position":1}]}\
      """
          .formatted(BUNDLE);
  private static final String OUTSIDE =
      """
      {"shipped":{"differing":["approval/a.yaml"],"files":{"approval/a.yaml":"id: shipped"}},
       "configured":{"differing":[],"files":{}}}\
      """;

  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on("GET /api/v1/policy/bundles", 200, LIST)
          .on("GET /api/v1/policy/bundles?limit=50", 200, LIST)
          .on("GET /api/v1/policy/bundles/pol_1", 200, BUNDLE)
          .on("GET /api/v1/policy/bundles/pol_1/files", 200, files("id: two\nrisk: 1"))
          .on("GET /api/v1/policy/bundles/pol_0/files", 200, files("id: one\nrisk: 1"))
          .on("GET /api/v1/policy/bundles/in-force/files", 200, files("id: one\nrisk: 1"))
          .on("GET /api/v1/policy/outside", 200, OUTSIDE)
          .on("POST /api/v1/policy/bundles", 200, "{\"id\":\"pol_1\",\"outcome\":\"done\"}")
          .on("POST /api/v1/policy/bundles/pol_1/approve", 200, "{\"outcome\":\"done\"}")
          .on("POST /api/v1/policy/bundles/pol_1/deny", 200, "{\"outcome\":\"done\"}");

  private static String files(String text) {
    return "{\"files\":{\"approval/a.yaml\":\"%s\"}}".formatted(text.replace("\n", "\\n"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String body(String request) {
    return server.asked().stream()
        .filter(it -> it.request().equals(request))
        .map(StubServer.Asked::body)
        .reduce("", (_, last) -> last);
  }

  private CommandRun run() {
    return new CommandRun(home, server.port());
  }

  @Test
  void aPersonSeesWhatChangesAndApprovesExactlyThat() {
    var run = run().person("yes").execute("policy", "approve", "pol_1");
    assertThat(run.exit()).isZero();
    assertThat(run.messages())
        .contains("proposed by anna", "~ approval/a.yaml", "    - id: one", "    + id: two")
        .doesNotContain("risk");
    assertThat(body("POST /api/v1/policy/bundles/pol_1/approve")).contains("d1g3st");
  }

  @Test
  void whoDoesNotSayYesApprovesNothing() {
    var run = run().person("no").execute("policy", "approve", "pol_1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run().execute("policy", "approve", "pol_1").exit()).isEqualTo(2);
  }

  @Test
  void aDirectoryIsProposedAsAWhole() throws IOException {
    var folder = Files.createDirectories(home.resolve("policies/approval"));
    Files.writeString(folder.resolve("a.yaml"), "id: mine");
    var run =
        run().execute("policy", "propose", home.resolve("policies").toString(), "--note", "why");
    assertThat(run.exit()).isZero();
    assertThat(run.messages()).contains("countersign policy approve pol_1");
    assertThat(body("POST /api/v1/policy/bundles"))
        .contains("\"approval/a.yaml\":\"id: mine\"", "why");
  }

  @Test
  void whatAReleaseComesWithIsProposedOverWhatIsInForce() {
    assertThat(run().execute("policy", "propose", "--shipped").exit()).isZero();
    assertThat(body("POST /api/v1/policy/bundles")).contains("id: shipped");
    assertThat(run().execute("policy", "propose").exit()).isEqualTo(2);
    assertThat(run().execute("policy", "propose", home.resolve("none").toString()).exit())
        .isEqualTo(2);
  }

  @Test
  void theListSaysWhatHasNoSay() {
    var run = run().execute("policy", "list");
    assertThat(run.data()).contains("in-force", "anna");
    assertThat(run.messages())
        .contains("This release comes with others: approval/a.yaml", "propose --shipped")
        .doesNotContain("no say");
  }

  @Test
  void theFilesAreWrittenToBeEdited() throws IOException {
    var into = home.resolve("edited");
    assertThat(run().execute("policy", "show", "in-force", "--into", into.toString()).exit())
        .isEqualTo(1);
    server.on("GET /api/v1/policy/bundles/in-force", 200, BUNDLE);
    var shown = run().execute("policy", "show", "in-force", "--into", into.toString());
    assertThat(shown.exit()).isZero();
    assertThat(into.resolve("approval/a.yaml")).hasContent("id: one\nrisk: 1");
    assertThat(run().execute("policy", "show", "in-force", "--into", into.toString()).exit())
        .isEqualTo(2);
  }

  @Test
  void aReplayFailsOnWhatWouldTakeFewerPeople() {
    server.on(
        "POST /api/v1/policy/replay",
        200,
        """
        {"decisions":9,"notReplayable":2,"flipped":1,"newlyAllowed":1,"refusedExecutions":0,
         "flips":[{"position":7,"incident":"inc_1","remediation":"rem_1","risk":"medium",
          "recorded":"2 of APPROVER","replayed":"runs by itself","newlyAllowed":true,
          "executed":false}]}\
        """);
    var run = run().execute("policy", "replay", "--bundle", "pol_1");
    assertThat(run.exit()).isZero();
    assertThat(run.data())
        .contains("9 decisions, 1 come out otherwise", "runs by itself", "2 more");
    assertThat(run().execute("policy", "replay", "--fail-on", "newly-allowed:high").exit())
        .isZero();
    assertThat(run().execute("policy", "replay", "--fail-on", "newly-allowed:low").exit())
        .isEqualTo(1);
    assertThat(run().execute("policy", "replay", "--fail-on", "any").exit()).isEqualTo(1);
    assertThat(run().execute("policy", "replay", "--fail-on", "else").exit()).isEqualTo(2);
  }

  /** The list ends somewhere; what would come after it isn't taken for harmless. */
  @Test
  void aReplayWhoseListIsCutFails() {
    server.on(
        "POST /api/v1/policy/replay",
        200,
        """
        {"decisions":9,"notReplayable":0,"flipped":2,"newlyAllowed":2,"refusedExecutions":0,
         "flips":[{"position":7,"incident":"inc_1","remediation":"rem_1","risk":"low",
          "recorded":"1 of APPROVER","replayed":"runs by itself","newlyAllowed":true,
          "executed":false}]}\
        """);
    assertThat(run().execute("policy", "replay", "--fail-on", "newly-allowed:high").exit())
        .isEqualTo(1);
  }

  @Test
  void aDenialHasAReason() {
    var run = run().execute("policy", "deny", "pol_1", "--reason", "too loose");
    assertThat(run.exit()).isZero();
    assertThat(body("POST /api/v1/policy/bundles/pol_1/deny")).contains("too loose");
    assertThat(run().execute("policy", "deny", "inc_1", "--reason", "x").messages())
        .contains("a policy bundle");
  }
}
