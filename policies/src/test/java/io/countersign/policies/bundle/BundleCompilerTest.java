package io.countersign.policies.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Role;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleContent.File;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.engine.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCompilerTest {
  @TempDir Path directory;

  private static BundleContent shippedWith(File... files) {
    return new BundleContent(
        Stream.concat(OfferedFiles.shippedFiles().stream(), Stream.of(files)).toList());
  }

  private static String scaleOut(String id) {
    return OfferedFiles.shippedFiles().stream()
        .filter(it -> it.name().endsWith("scale-out.yaml"))
        .map(File::text)
        .findFirst()
        .orElseThrow()
        .replaceFirst("(?m)^id: .*$", "id: " + id);
  }

  @Test
  void whatIsShippedCompilesAndAnswersWithItsDigest() {
    var content = shippedWith();
    var bundle = BundleCompiler.compile(content).orThrow();
    assertThat(bundle.digest()).isEqualTo(content.digest());
    assertThat(bundle.rules().bundle()).isEqualTo(content.digest());
    assertThat(bundle.count()).isPositive();
    assertThat(bundle.runbooks()).extracting(Runbook::id).contains("scale-out");
  }

  @Test
  void whatIsShippedIsTested() {
    assertThat(BundleCompiler.compileTested(shippedWith(), Set.of()).orThrow().digest())
        .isEqualTo(shippedWith().digest());
  }

  @Test
  void f02_breakGlassIsForWhatItsFileListsAndOffWithoutOne() {
    assertThat(BundleCompiler.compile(shippedWith()).orThrow().breakGlass()).isNull();
    var listed =
        """
        openers: [responder, commander]
        minutes: 30
        approvers: [approver, commander]
        actions: [restart, rollback]
        anyWindow: [restart]
        """;
    var content = shippedWith(new File("break-glass.yaml", listed));
    assertThat(BundleCompiler.compile(content).orThrow().breakGlass())
        .isEqualTo(
            new BreakGlassTerms(
                content.digest(),
                Set.of(Role.RESPONDER, Role.COMMANDER),
                2,
                30,
                Set.of(Role.APPROVER, Role.COMMANDER),
                1,
                Set.of("restart", "rollback"),
                Set.of("restart")));
  }

  @Test
  void f03_aBreakGlassFileThatLetsTooMuchIsRefusedWithAllThatIsWrong() {
    var wrong =
        """
        openers: [viewer]
        persons: 3
        minutes: 61
        approvers: [responder]
        actions: [restart, format-disks]
        anyWindow: [rollback]
        """;
    assertThatThrownBy(
            () ->
                BundleCompiler.compile(shippedWith(new File("break-glass.yaml", wrong))).orThrow())
        .hasMessageContaining("break-glass.yaml:1:")
        .hasMessageContaining("break-glass.yaml:2:")
        .hasMessageContaining("break-glass.yaml:3:")
        .hasMessageContaining("break-glass.yaml:4:")
        .hasMessageContaining("no runbook of this bundle does format-disks")
        .hasMessageContaining("\"actions\" doesn't have rollback");
  }

  @Test
  void d03_aRuleWithoutATestIsRefusedAndSoIsATestThatFails() {
    var untested =
        new BundleContent(
            OfferedFiles.shippedFiles().stream()
                .filter(it -> !it.name().equals("approval/tests/guardrails_test.yaml"))
                .toList());
    assertThat(BundleCompiler.compile(untested).orThrow().digest()).isEqualTo(untested.digest());
    assertThatThrownBy(() -> BundleCompiler.compileTested(untested, Set.of()).orThrow())
        .hasMessageMatching(
            "(?s).*approval/[a-z0-9-]+\\.yaml:\\d+:1: no case in approval/tests/ has the rule .*");
    var fewer =
        new BundleContent(
            OfferedFiles.shippedFiles().stream()
                .filter(it -> !it.name().equals("approval/destruction-is-forbidden.yaml"))
                .toList());
    assertThatThrownBy(() -> BundleCompiler.compileTested(fewer, Set.of()).orThrow())
        .hasMessageMatching(
            "(?s).*approval/tests/[a-z_]+\\.yaml:([2-9]|\\d\\d+):1: the case .* fails:.*");
  }

  @Test
  void d11_aRuleThatAsksForAGroupThatThereIsNotIsRefused() {
    var asking =
        new BundleContent(
            OfferedFiles.shippedFiles().stream()
                .map(
                    it ->
                        it.name().equals("approval/high-risk-in-production.yaml")
                            ? new BundleContent.File(
                                it.name(),
                                it.text().replace("quorum: 1", "quorum: 1\n  groups: [sre]"))
                            : it)
                .toList());
    assertThat(BundleCompiler.compileTested(asking, Set.of("sre")).orThrow().digest())
        .isEqualTo(asking.digest());
    assertThatThrownBy(() -> BundleCompiler.compileTested(asking, Set.of("dba")).orThrow())
        .hasMessageContaining("sre");
  }

  @Test
  void usersAddRunbooksFromADirectory() throws IOException {
    Files.writeString(directory.resolve("more.yaml"), scaleOut("scale-out-twice"));
    var offered = OfferedFiles.read(directory, ApprovalTimings.ofTheRules());
    assertThat(offered.configured())
        .extracting(File::name)
        .containsExactly("runbooks/configured/more.yaml");
    assertThat(BundleCompiler.compile(offered.together()).orThrow().runbooks())
        .extracting(Runbook::id)
        .contains("scale-out", "scale-out-twice");
  }

  @Test
  void usersCanNotReplaceAShippedRunbookUnseen() {
    var mine = new File("runbooks/configured/mine.yaml", scaleOut("roll-back-a-release"));
    var compilation = BundleCompiler.compile(shippedWith(mine));
    assertThat(compilation).isInstanceOf(Compilation.Rejected.class);
    assertThatThrownBy(compilation::orThrow).hasMessageContaining("is taken by");
  }

  @Test
  void d03_everyProblemOfEveryFileIsToldAtOnce() {
    var compilation =
        BundleCompiler.compile(
            shippedWith(
                new File("approval/broken.yaml", "id: [\n"),
                new File("approval/empty.yaml", "id: x\n"),
                new File("runbooks/broken.yaml", "id: x\n"),
                new File("thresholds.yaml", "a: 1\n"),
                new File("approval-times.yaml", "remindSeconds: soon\n")));
    assertThat(compilation)
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            it ->
                assertThat(it.problems().toString())
                    .contains(
                        "approval/broken.yaml:",
                        "approval/empty.yaml:1:1",
                        "runbooks/broken.yaml:1:1",
                        "thresholds.yaml:1:1: nothing reads this",
                        "approval-times.yaml:1:16"));
  }

  @Test
  void aBundleHasARule() {
    var none = new BundleContent(List.of(new File("runbooks/a.yaml", scaleOut("a"))));
    assertThatThrownBy(() -> BundleCompiler.compile(none).orThrow())
        .hasMessageContaining("allows nothing");
  }

  @Test
  void timesThatAreSetAreAPartOfTheLaw() throws IOException {
    var timings = new ApprovalTimings(OptionalInt.of(10), OptionalInt.of(20), OptionalInt.of(30));
    var offered = OfferedFiles.read(null, timings).together();
    assertThat(offered.texts())
        .containsEntry(
            "approval-times.yaml", "remindSeconds: 10\nescalateSeconds: 20\nexpireSeconds: 30\n");
    assertThat(BundleCompiler.compile(offered).orThrow().digest())
        .isNotEqualTo(shippedWith().digest());
  }

  @Test
  void timesThatDoNotFollowOneAnotherAreRefused() {
    var wrong = new File("approval-times.yaml", "remindSeconds: 20\nescalateSeconds: 10\n");
    assertThatThrownBy(() -> BundleCompiler.compile(shippedWith(wrong)).orThrow())
        .hasMessageContaining("have to follow one another");
  }
}
