package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The server killed in the middle of a playbook: the playbook goes on, the next server lets it come
 * to its end, judges by its target, and starts no second one. What it did is then known as ours.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class PlaybookKillTest {
  /** Longer than a busy machine takes to start the server again. */
  private static final int PATIENCE_SECONDS = 480;

  /** The shipped one gives its playbook 30 s, which a server that starts again may take alone. */
  private static final String RUNBOOK =
      """
      id: undo-a-release
      title: Undo a release
      causes: [release]
      entities: [service]
      action: rollback
      risk: 2
      requires: [version, previous]
      equal: {'${state.version}': '${cause.toVersion}'}
      steps:
        - {action: undo, expected: {version: '${state.version}'}, timeoutSeconds: @TIMEOUT@}
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  @TempDir(factory = ScratchFolder.class)
  Path home;

  @Test
  void thePlaybookComesToItsEndAndNoSecondOneIsStarted() throws Exception {
    try (var shop = new Shop();
        var server = new ServerProcess(home, patient(shop))) {
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      shop.deploy("2.0.0-bad");
      operator.alert("orders", Instant.now(), null);
      operator.alert("web", Instant.now(), null);
      var card = operator.expectRemediation("awaiting_approval");
      assertThat(card.toString()).contains("Note the wanted version", "1.0.0");
      assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);

      var _ = Operator.expect("the playbook runs", this::inTheMiddle);
      server.kill();
      assertThat(playbooks()).isNotEmpty();
      server.startAgain();
      operator.waitUntilReady(server);
      Files.createFile(home.resolve("go"));

      operator.expectEvent("remediation.completed");
      assertThat(operator.record())
          .filteredOn(it -> it.path("type").asString().equals("remediation.completed"))
          .extracting(it -> it.path("payload").path("outcome").asString())
          .as("the record: %s", operator.types())
          .containsExactly("VERIFIED");
      assertThat(shop.effects()).hasSize(1).first().asString().startsWith("rollback ");
      assertThat(shop.version()).isEqualTo("1.0.0");
      assertThat(playbooks()).isEmpty();
      assertThat(operator.get("/api/v1/changes").body().toString())
          .contains("\"actor\":\"ansible\"")
          .contains("\"remediation\":\"" + card.path("id").asString() + "\"");
    } finally {
      playbooks().forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** With its own runbook, and without the action that the shipped one would take. */
  private String patient(Shop shop) throws IOException {
    var runbooks = Files.createDirectory(home.resolve("runbooks"));
    Files.writeString(
        runbooks.resolve("undo.yaml"),
        RUNBOOK.replace("@TIMEOUT@", Integer.toString(PATIENCE_SECONDS)));
    return ShopPlaybooks.in(home, PATIENCE_SECONDS)
            .of(shop)
            .replaceAll("(?m)^ +rollback: [{]method.*\n", "")
            .replace("rollback: {playbook", "undo: {playbook")
        + "runbooks: '"
        + runbooks
        + "'\n";
  }

  private Optional<Path> inTheMiddle() {
    var wanted = home.resolve("wanted");
    try {
      return Files.exists(wanted) && Files.readString(wanted).equals("1.0.0")
          ? Optional.of(wanted)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ProcessHandle> playbooks() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains("ansible-playbook"))
        .filter(process -> commandLine(process).contains(home.toString()))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
