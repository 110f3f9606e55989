package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * What would run is edited after it was approved: it isn't run, people are told, and what would run
 * by now is proposed anew.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class ChangedContentTest {
  /** What Ansible may need on a busy machine. */
  private static final int PATIENCE_SECONDS = 480;

  private static final String RUNBOOK = "runbooks/roll-back-a-release.yaml";

  @TempDir(factory = ScratchFolder.class)
  Path home;

  private Shop shop;
  private NoticeInbox inbox;
  private Operator operator;

  @Test
  void aPlaybookThatWasEditedSinceIsProposedAnewAndRunsOnce() throws Exception {
    try (var opened = new Shop();
        var told = new NoticeInbox();
        var server = serving(opened, told, playbooks(opened))) {
      var first = approvable(server);
      edit();
      approve(first);
      var second = anew(first);
      assertThat(shop.effects()).isEmpty();
      assertThat(refusals()).contains("CONTENT_CHANGED");
      Operator.expect("the withdrawal is told", () -> toldOf("approval-withdrawn"));

      approve(second);
      operator.expectRemediation("completed");
      assertThat(shop.effects()).hasSize(1);
    }
  }

  @Test
  void aPlaybookThatIsEditedBetweenTheTwoPassesIsNotRun() throws Exception {
    try (var opened = new Shop();
        var told = new NoticeInbox();
        var server = serving(opened, told, playbooks(opened))) {
      var first = approvable(server);
      shop.whenRead(this::editOnceItHasStarted);
      approve(first);
      var second = anew(first);
      assertThat(operator.types()).contains("remediation.execution-started");
      assertThat(operator.types()).doesNotContain("remediation.step-started");
      assertThat(shop.effects()).isEmpty();

      approve(second);
      operator.expectRemediation("completed");
      assertThat(shop.effects()).hasSize(1);
    }
  }

  @Test
  void anHttpTemplateThatWasEditedSinceIsProposedAnewAndRunsOnce() throws Exception {
    try (var opened = new Shop();
        var told = new NoticeInbox();
        var server = serving(opened, told, it -> it)) {
      var first = approvable(server);
      server.kill();
      var file = home.resolve("countersign.yaml");
      var edited = Files.readString(file).replace("/rollback', body:", "/rollback?force=1', body:");
      Files.writeString(file, edited);
      server.startAgain();
      operator.waitUntilReady(server);
      approve(first);
      var second = anew(first);
      assertThat(shop.effects()).isEmpty();

      approve(second);
      operator.expectRemediation("completed");
      assertThat(shop.effects()).hasSize(1);
    }
  }

  private ServerProcess serving(Shop opened, NoticeInbox told, UnaryOperator<String> changed)
      throws IOException {
    shop = opened;
    inbox = told;
    return new ServerProcess(home, changed.apply(ShopConfiguration.of(shop, home, inbox)));
  }

  private UnaryOperator<String> playbooks(Shop opened) throws IOException {
    // It waits for nobody here.
    Files.createFile(home.resolve("go"));
    return ShopPlaybooks.in(home, PATIENCE_SECONDS).before(opened);
  }

  private JsonNode approvable(ServerProcess server) throws Exception {
    operator = new Operator(server.url());
    operator.waitUntilReady(server);
    operator.setUp(server.firstPassword());
    operator.putInForce(
        files ->
            files.computeIfPresent(
                RUNBOOK,
                (_, text) ->
                    text.replace("timeoutSeconds: 30", "timeoutSeconds: " + PATIENCE_SECONDS)));
    shop.deploy("2.0.0-bad");
    operator.alert("orders", Instant.now(), null);
    operator.alert("web", Instant.now(), null);
    return operator.expectRemediation("awaiting_approval");
  }

  private void approve(JsonNode card) throws IOException {
    assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
  }

  /** The one that was approved is withdrawn, and another digest waits for consent. */
  private JsonNode anew(JsonNode former) {
    var withdrawn = operator.expectRemediation("withdrawn");
    assertThat(withdrawn.path("id")).isEqualTo(former.path("id"));
    var next = operator.expectRemediation("awaiting_approval");
    assertThat(next.path("planDigest")).isNotEqualTo(former.path("planDigest"));
    assertThat(next.path("runbook")).isEqualTo(former.path("runbook"));
    return next;
  }

  private String refusals() throws IOException {
    return operator.record().stream()
        .filter(it -> it.path("type").asString().equals("remediation.attempt-refused"))
        .map(it -> it.path("payload").path("code").asString())
        .toList()
        .toString();
  }

  private Optional<Boolean> toldOf(String kind) {
    return inbox.kinds().contains(kind) ? Optional.of(true) : Optional.empty();
  }

  private void editOnceItHasStarted() {
    try {
      if (operator.types().contains("remediation.execution-started")) {
        shop.whenRead(() -> {});
        edit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void edit() throws IOException {
    Files.writeString(
        home.resolve("playbooks/rollback.yml"), "\n# and more\n", StandardOpenOption.APPEND);
  }
}
