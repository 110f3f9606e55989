package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
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
  private static final String PLAYBOOKS =
      """
      executors:
        playbooks:
          kind: ansible
          entityKinds: [service]
          environments: [shop]
          directory: '@FOLDER@/playbooks'
          inventory: inventory.ini
          bearer: '@TOKEN@'
          timeoutSeconds: 30
          actions:
            rollback: {playbook: rollback.yml, variables: {folder: '@FOLDER@', url: '@SHOP@', service: '${target.name}', expected_version: '${expected.version}', target_version: '${before.previous}', key: '${key}'}, secrets: {token: '@TOKEN@'}, effect: {fields: {version: '${before.previous}'}}}
            deploy: {playbook: rollback.yml}
          read:
            url: '@SHOP@/services'
            select: '/services[name=${target.name}]'
            fields: {version: /version, previous: /previous}
      """;

  @TempDir(factory = ScratchFolder.class)
  Path home;

  private Shop shop;
  private NoticeInbox inbox;
  private Operator operator;

  @Test
  void aPlaybookThatWasEditedSinceIsProposedAnewAndRunsOnce() throws Exception {
    try (var opened = new Shop();
        var told = new NoticeInbox();
        var server = serving(opened, told, playbooks())) {
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
        var server = serving(opened, told, playbooks())) {
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
        var server = serving(opened, told, "")) {
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

  private ServerProcess serving(Shop opened, NoticeInbox told, String executors)
      throws IOException {
    shop = opened;
    inbox = told;
    var own =
        executors
            .replace("@FOLDER@", home.toString())
            .replace("@SHOP@", shop.url())
            .replace("@TOKEN@", "file:" + home.resolve("shop-token"));
    var plain = ShopConfiguration.of(shop, home, inbox);
    return new ServerProcess(home, own.isEmpty() ? plain : plain.replace("executors:\n", own));
  }

  private String playbooks() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ansible-playbook")),
        "SKIPPED: there is no ansible-playbook (package ansible)");
    Files.createDirectories(home.resolve("playbooks"));
    for (var file : List.of("rollback.yml", "inventory.ini")) {
      try (var resource = ChangedContentTest.class.getResourceAsStream(file)) {
        Files.write(home.resolve("playbooks").resolve(file), resource.readAllBytes());
      }
    }
    // It waits for nobody here.
    Files.createFile(home.resolve("go"));
    return PLAYBOOKS;
  }

  private JsonNode approvable(ServerProcess server) throws Exception {
    operator = new Operator(server.url());
    operator.waitUntilReady(server);
    operator.setUp(server.firstPassword());
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
