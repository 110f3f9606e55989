package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, asked for from a terminal. */
class ReportCommandTest {
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
  void theKindsAreListed() {
    server.on(
        "GET /api/v1/reports",
        200,
        "{\"items\":[{\"kind\":\"soc2\",\"title\":\"SOC 2 evidence\",\"pack\":true}]}");
    assertThat(run("report", "list").data()).contains("soc2").contains("SOC 2 evidence");
  }

  @Test
  void aReportIsWrittenAsItCame() throws IOException {
    server.on(
        "GET /api/v1/reports/approvals?format=csv&from=2026-01-01", 200, "a,b\r\n1,\"x\"\r\n");
    var file = home.resolve("approvals.csv");
    var run =
        run(
            "report",
            "approvals",
            "--from",
            "2026-01-01",
            "--format",
            "csv",
            "--file",
            file.toString());
    assertThat(run.exit()).isZero();
    assertThat(Files.readString(file)).isEqualTo("a,b\r\n1,\"x\"\r\n");
    assertThat(run.data()).isEqualTo(file + "\n");
    var shown =
        run("report", "approvals", "--from", "2026-01-01", "--format", "csv", "--file", "-");
    assertThat(shown.data()).isEqualTo("a,b\r\n1,\"x\"\r\n");
  }

  @Test
  void aBundleSaysHowItIsChecked() {
    server.on("GET /api/v1/reports/soc2?format=bundle&from=2026-01-01&to=2026-02-01", 200, "PK");
    var file = home.resolve("b.zip");
    var run =
        run(
            "report",
            "soc2",
            "--from",
            "2026-01-01",
            "--to",
            "2026-02-01",
            "--bundle",
            "--file",
            file.toString());
    assertThat(run.messages()).contains("countersign verify report " + file);
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void whatTheServerRefusesLeavesNoFile() {
    server.on(
        "GET /api/v1/reports/none?format=pdf&from=2026-01-01",
        404,
        "{\"code\":\"UNKNOWN_REPORT\"}");
    var file = home.resolve("none.pdf");
    var run = run("report", "none", "--from", "2026-01-01", "--file", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.messages()).contains("UNKNOWN_REPORT");
    assertThat(home.toFile().list((_, name) -> name.startsWith("none"))).isEmpty();
    assertThat(run("report", "approvals").exit()).isEqualTo(2);
    assertThat(run("report", "soc2", "--from", "x", "--format", "word").exit()).isEqualTo(2);
  }
}
