package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken away of the record. */
class AuditCommandsTest {
  private static final String PROOF =
      "c2sp.org/tlog-proof@v1\nextra e30=\nindex 119\nAAAA\n\nlog\n200\nBBBB\n\n\u2014 log CCCC\n";

  private static final String EXPORT =
      """
      {"checkpoint":"log\\n2\\nAA\\n\\n","from":0,"left":[],"right":[],"t":"countersign-export/1","to":2}
      {"entry":{"a":"\u00fc"},"hash":"x","index":0}
      {"entry":{},"hash":"x","index":1}
      {"leaves":2,"t":"countersign-export-end/1"}
      """;

  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    return new CommandRun(home, server.port()).execute(arguments);
  }

  @Test
  void aProofIsWrittenAsItCameAndNamedByItsPosition() throws IOException {
    var event = "0191d3c1-7b5e-7c3a-9f00-5d2f6a1b0c4d";
    server.on("GET /api/v1/audit/proof?event=" + event, 200, PROOF);
    server.on("GET /api/v1/audit/proof?position=120", 200, PROOF);
    assertThat(run("audit", "proof", "120", "--file", "-").data()).isEqualTo(PROOF);
    var file = home.resolve("approval.tlog-proof");
    var run = run("audit", "proof", event, "--file", file.toString());
    assertThat(run.exit()).isZero();
    assertThat(run.data()).isEqualTo(file + "\n");
    assertThat(run.messages()).contains("countersign verify event " + file);
    assertThat(Files.readString(file)).isEqualTo(PROOF);
    var nowhere = run("audit", "proof", event, "--file", home.resolve("none/x").toString());
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.messages()).contains("can't be written");
  }

  @Test
  void whatIsUnknownIsSaidWithItsCode() {
    server.on("GET /api/v1/audit/proof?position=7", 404, "{\"code\":\"UNKNOWN_EVENT\"}");
    var run = run("audit", "proof", "7");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.messages()).contains("UNKNOWN_EVENT");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void checkpointsAndConsistencyAreTextsAsTheyCame() {
    server.on("GET /api/v1/audit/checkpoint", 200, "log\n2\nAA\n\n\u2014 log x\n");
    server.on("GET /api/v1/audit/checkpoint?size=1", 200, "log\n1\nAA\n\n\u2014 log x\n");
    server.on("GET /api/v1/audit/consistency?from=1&to=2", 200, "a\nold 1\n");
    assertThat(run("audit", "checkpoint").data()).isEqualTo("log\n2\nAA\n\n\u2014 log x\n");
    assertThat(run("audit", "checkpoint", "--size", "1").data()).startsWith("log\n1\n");
    assertThat(run("audit", "consistency", "1", "2").data()).isEqualTo("a\nold 1\n");
    assertThat(run("audit", "consistency", "1").exit()).isEqualTo(2);
    assertThat(run("audit", "consistency", "one", "2").exit()).isEqualTo(2);
  }

  @Test
  void anExportIsWrittenOnceItIsWhole() throws IOException {
    server.on("GET /api/v1/audit/export?from=1&to=2", 200, EXPORT);
    var file = home.resolve("record.jsonl");
    var run = run("audit", "export", "--from", "1", "--to", "2", "--file", file.toString());
    assertThat(run.exit()).isZero();
    assertThat(run.messages()).contains("2 events");
    assertThat(Files.readString(file)).isEqualTo(EXPORT);
    assertThat(run("audit", "export", "--from", "1", "--to", "2").data()).isEqualTo(EXPORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"leaves\":3,\"t\":\"countersign-export-end/1\"}\n", "{\"entr", ""})
  void anExportThatBreaksOffIsNone(String end) {
    var broken = EXPORT.substring(0, EXPORT.lastIndexOf("{\"leaves\"")) + end;
    server.on("GET /api/v1/audit/export", 200, broken);
    var file = home.resolve("record.jsonl");
    var run = run("audit", "export", "--file", file.toString());
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.messages()).contains("broke off");
    assertThat(file).doesNotExist();
    assertThat(home.toFile().list()).doesNotContain("record.jsonl.part");
  }

  @Test
  void theKeysAreATrustFile() {
    server.on(
        "GET /api/v1/audit/log",
        200,
        "{\"origin\":\"log\",\"keys\":[\"log+aa+k1\",\"log+bb+k2\"],\"quorum\":\"none\","
            + "\"policy\":\"log log+aa+k1\\nquorum none\\n\"}");
    var lines = run("audit", "key").lines();
    assertThat(lines.stream().filter(it -> !it.startsWith("#")))
        .containsExactly("log log+aa+k1", "quorum none");
    assertThat(lines).anyMatch(it -> it.contains("log+bb+k2"));
    assertThat(run("audit", "key", "-o", "json").data()).contains("\"origin\"");
    server.on("GET /api/v1/audit/log", 200, "{\"keys\":[]}");
    assertThat(run("audit", "key").exit()).isEqualTo(1);
  }

  @Test
  void theTimelineMarksWhatIsProved() {
    server.on(
        "GET /api/v1/incidents/inc_1?alertLimit=50", 200, "{\"id\":\"inc_1\",\"provedUpTo\":7}");
    server.on(
        "GET /api/v1/incidents/inc_1/timeline?alerts=true&limit=500",
        200,
        """
        {"items":[{"position":7,"at":"2026-01-01T09:00:00Z","type":"incident.opened","summary":"a"},
         {"position":8,"at":"2026-01-01T09:00:00Z","type":"incident.noted","summary":"b"}]}\
        """);
    var text = run("incident", "inc_1").data();
    assertThat(text).contains("TIMELINE (* proved, under the checkpoint of 7 events");
    assertThat(text.lines().filter(it -> it.startsWith("  * ")))
        .singleElement()
        .asString()
        .contains("incident.opened");
  }
}
