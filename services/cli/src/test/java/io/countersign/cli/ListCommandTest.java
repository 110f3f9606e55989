package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {
  private static final String FIRST =
      """
      {"items":[{"id":"inc_1","title":"evil \\u001b[2J\\u009b1m\\u202etitle\\nsecond","state":"open",
        "severity":"critical","firing":2,"openedAt":"2026-01-01T09:56:59.123Z",
        "cause":{"entity":"service/demo/orders"}}],"next":"c 1"}\
      """;
  private static final String SECOND = "{\"items\":[{\"id\":\"inc_2\",\"title\":\"b\"}]}";

  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on("GET /api/v1/incidents?limit=50", 200, FIRST)
          .on("GET /api/v1/incidents?cursor=c%201&limit=50", 200, SECOND);

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run() {
    return new CommandRun(home, server.port());
  }

  @Test
  void aTableShowsTimesBothWaysAndNoControlCharacter() {
    var run = run().execute("incidents");
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(1))
        .contains("inc_1", "3m ago (2026-01-01T09:56:59Z)", "evil [2J1mtitle second")
        .matches("[ -~]*");
    assertThat(run.messages()).contains("--all");
  }

  /** What the useful columns need goes before how a time is written twice. */
  @Test
  void aTableFitsTheTerminalCutsNoIdAndKeepsWhatItIsAbout() {
    var run = run().width(80).execute("incidents");
    assertThat(run.lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.lines().get(0)).doesNotContain("PRIO", "IMPACT");
    assertThat(run.lines().get(1)).startsWith("inc_1 ").contains("3m ago").doesNotContain("2026");
    assertThat(run.data()).contains("evil [2J1mtitle s..", "service/demo/orders");
  }

  @Test
  void whatHasNoRoomStandsBelowItsRow() {
    server.on(
        "GET /api/v1/remediations?limit=50&state=awaiting_approval",
        200,
        """
        {"items":[{"id":"rem_0123456789abcdef","policy":{"risk":"medium"},
          "expiresAt":"2026-01-01T10:53:00Z","incident":"inc_0123456789abcdef",
          "actionClass":"rollback","cause":"service/production/orders",
          "incidentTitle":"orders fails up to 80 % of its requests for the users of shop-web"}]}\
        """);
    var lines = run().width(80).execute("approvals").lines();
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(1))
        .contains("rem_0123456789abcdef", "in 53m", "inc_0123456789abcdef", "rollback");
    assertThat(lines.get(2)).isEqualTo("    CAUSE service/production/orders");
    assertThat(lines.get(3))
        .isEqualTo("    TITLE orders fails up to 80 % of its requests for the users of shop-web");
    assertThat(run().execute("approvals").lines()).hasSize(2);
  }

  @Test
  void allFollowsEveryPage() {
    assertThat(run().execute("incidents", "--all").lines()).hasSize(3);
  }

  @Test
  void jsonIsOneArrayAndJsonlOneLineForEach() {
    assertThat(run().execute("incidents", "--all", "-o", "json").data().strip())
        .startsWith("[")
        .endsWith("]")
        .contains("inc_1", "inc_2");
    var lines = run().execute("incidents", "--all", "-o", "jsonl").lines();
    assertThat(lines).hasSize(2).allMatch(line -> line.matches("[ -~]*"));
  }

  @Test
  void nothingIsAMessageInATableAndAnEmptyArrayInJson() {
    server.on("GET /api/v1/remediations?limit=50&state=awaiting_approval", 200, "{\"items\":[]}");
    var table = run().execute("approvals");
    assertThat(table.data()).isEmpty();
    assertThat(table.messages()).contains("Nothing waits");
    assertThat(run().execute("approvals", "-o", "json").data().strip()).matches("\\[\\s*]");
  }

  @Test
  void filtersBecomeParameters() {
    server.on("GET /api/v1/audit/events?from=2026-01-01T00%3A00%3A00Z&limit=5&type=a.b", 200, "{}");
    var run = run();
    run.execute("audit", "--type", "a.b", "--from", "2026-01-01T00:00:00Z", "--limit", "5");
    assertThat(run.exit()).isZero();
  }

  @Test
  void whatDiagnosesRestOnIsAskedAgain() {
    var claims = "GET /api/v1/incidents/inc_1/diagnoses/1/claims?rerun=true";
    server.on("GET /api/v1/incidents/inc_1?alertLimit=0", 200, "{\"diagnoses\":[{\"number\":1}]}");
    server.on(claims, 200, rerun("same", ""));
    var same = run().execute("incident", "inc_1", "--rerun");
    assertThat(same.exit()).isZero();
    assertThat(String.join("\n", same.lines())).contains("DIAGNOSIS 1", "same", "m1  errors rose");
    server.on(claims, 200, rerun("differs", "the log was rotated away"));
    var differs = run().execute("incident", "inc_1", "--rerun");
    assertThat(differs.exit()).isEqualTo(1);
    assertThat(String.join("\n", differs.lines())).contains("differs", "the log was rotated away");
  }

  private static String rerun(String verdict, String why) {
    return """
    {"diagnosis": 1, "items": [{"id": "m1", "statement": "errors rose",
      "rerun": {"verdict": "%s", "why": "%s"}}]}
    """
        .formatted(verdict, why);
  }

  @Test
  void e02_calendarsAreShownWithWhenTheyNeverTakePlace() {
    server.on(
        "GET /api/v1/calendars?limit=50",
        200,
        """
        {"items":[{"name":"nights","kind":"window","upcoming":[],
          "skipped":["2027-03-28T02:10","2028-03-26T02:10"]},
         {"name":"days","kind":"window","upcoming":[],"skipped":[]}]}\
        """);
    assertThat(run().execute("calendar", "show").messages())
        .contains(
            "nights never takes place at 2027-03-28T02:10, 2028-03-26T02:10, since the clock jumps")
        .doesNotContain("days never");
  }
}
