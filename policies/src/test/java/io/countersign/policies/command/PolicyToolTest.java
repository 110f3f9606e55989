package io.countersign.policies.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.OfferedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyToolTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  private int run(String... arguments) {
    out.reset();
    error.reset();
    return PolicyTool.run(stream(out), stream(error), arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream of) {
    return of.toString(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void shippedRules() {
    assertThat(run("init", folder.toString())).isZero();
  }

  private void replace(String file, String text, String by) throws IOException {
    var path = folder.resolve("approval").resolve(file);
    Files.writeString(path, Files.readString(path).replace(text, by));
  }

  @Test
  void theShippedRulesPassTheirTestsAndAreNotDoubtful() {
    assertThat(run("test", folder.toString())).as(text(out)).isZero();
    assertThat(text(error)).contains("0 failed");
    assertThat(run("lint", folder.toString())).as(text(out)).isZero();
  }

  /** Whoever edits and proposes it would leave out the runbooks else. */
  @Test
  void whatIsWrittenIsAWholeBundle() throws IOException {
    var files = new ArrayList<BundleContent.File>();
    try (var found = Files.walk(folder)) {
      for (var path : found.filter(Files::isRegularFile).sorted().toList()) {
        var name = folder.relativize(path).toString();
        files.add(new BundleContent.File(name, Files.readString(path)));
      }
    }
    var bundle = new BundleContent(files);
    assertThat(bundle.digest()).isEqualTo(new BundleContent(OfferedFiles.shippedFiles()).digest());
    assertThat(BundleCompiler.compileTested(bundle, Set.of()).orThrow().runbooks()).isNotEmpty();
  }

  @Test
  void aTestThatFailsIsTold() throws IOException {
    replace("at-most-six-actions-an-hour.yaml", ">= 6", ">= 7");

    assertThat(run("test", folder.toString(), "-o", "jsonl")).isEqualTo(1);
    assertThat(text(out)).contains("\"passed\":false").contains("expected forbidden");
  }

  @Test
  void everyProblemOfEveryFileIsTold() throws IOException {
    replace("at-most-six-actions-an-hour.yaml", "actionsLastHour", "actions");
    replace("tests/freeze_test.yaml", "risk: 4", "danger: 4");

    assertThat(run("test", folder.toString())).isEqualTo(1);
    assertThat(text(error))
        .contains("approval/at-most-six-actions-an-hour.yaml:4:7: history has no field \"actions\"")
        .contains("approval/tests/freeze_test.yaml:6:20: unknown key \"danger\"");
  }

  /** What the server would say to {@code policy propose}. */
  @Test
  void whatTheServerWouldRefuseOfTheOtherFilesIsTold() throws IOException {
    Files.writeString(
        folder.resolve("break-glass.yaml"),
        """
        openers: [viewer]
        minutes: 61
        approvers: [approver]
        actions: [restart, format-disks]
        """);
    Files.writeString(folder.resolve("people.yaml"), "people: []\n");

    for (var command : List.of("test", "lint")) {
      assertThat(run(command, folder.toString())).isEqualTo(1);
      assertThat(text(error))
          .contains("break-glass.yaml:2:")
          .contains("no runbook of this bundle does format-disks")
          .contains("people.yaml:1:1: nothing reads this")
          .contains("\n  minutes: 61\n           ^\n");
    }
  }

  @Test
  void aRunbookThatDoesNotCompileIsTold() throws IOException {
    var runbook = folder.resolve("runbooks/scale-out.yaml");
    Files.writeString(runbook, Files.readString(runbook).replace("action: scale", "acton: scale"));

    for (var command : List.of("test", "lint")) {
      assertThat(run(command, folder.toString())).isEqualTo(1);
      assertThat(text(error)).contains("runbooks/scale-out.yaml:").contains("\"acton\"");
    }
  }

  @Test
  void rulesAloneAreEnough() {
    assertThat(run("test", folder.resolve("approval").toString())).isZero();
  }

  @Test
  void whatIsDoubtfulIsTold() throws IOException {
    replace("standard-restart-runs-by-itself.yaml", "  - actor.kind == 'system'\n", "");
    var people = elsewhere.resolve("people.yaml");
    Files.writeString(people, "people:\n  - {id: ann, roles: [approver]}\n");

    assertThat(run("lint", folder.toString(), "--people", people.toString(), "-o", "json"))
        .isEqualTo(1);
    assertThat(text(out)).contains("self-approval").contains("pool-too-small");
  }

  @Test
  void aFolderWithoutRulesIsWrongUsage() {
    assertThat(run("test", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(run("test", "--nonsense")).isEqualTo(2);
  }
}
