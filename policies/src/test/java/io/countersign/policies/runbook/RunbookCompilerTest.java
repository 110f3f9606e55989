package io.countersign.policies.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.Runbook;
import io.countersign.policies.engine.GoldenErrors;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RunbookCompilerTest {
  private static final String RESTART =
      """
      id: restart-a-service
      title: Restart a service
      causes: [resource-exhaustion, process-death]
      entities: [service]
      action: restart
      risk: 1
      steps:
        - {action: restart, timeoutSeconds: 30}
      probes:
        - {name: reachable, signal: up, comparison: equal, threshold: 1.0}
      """;

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> problemsAreAllToldAtOnce() {
    return GoldenErrors.tests("runbook", RunbookCompiler::compile);
  }

  @Test
  void theShippedRollBackActsOnWhatRunsAndCanBeUndone() {
    var runbook = shipped("roll-back-a-release");

    assertThat(runbook.id()).isEqualTo("roll-back-a-release");
    assertThat(runbook.causes()).containsExactly(Cause.Kind.RELEASE);
    assertThat(runbook.entityKinds()).containsExactly("service");
    assertThat(runbook.actionClass()).isEqualTo("rollback");
    assertThat(runbook.risk()).isEqualTo(2);
    assertThat(runbook.conditions().requires()).containsExactly("version", "previous");
    assertThat(runbook.conditions().equal())
        .isEqualTo(Map.of("${state.version}", "${cause.toVersion}"));
    assertThat(runbook.steps())
        .containsExactly(
            new Runbook.StepTemplate(
                "rollback", Map.of(), Map.of("version", "${state.version}"), 30));
    assertThat(runbook.rollback())
        .containsExactly(
            new Runbook.StepTemplate(
                "deploy",
                Map.of("version", "${state.version}"),
                Map.of("version", "${state.previous}"),
                30));
    assertThat(runbook.probes())
        .containsExactly(
            new Runbook.ProbeTemplate(
                "error-ratio", Signal.ERRORS, Probe.Comparison.BELOW, "0.05", "", false),
            new Runbook.ProbeTemplate(
                "reachable", Signal.UP, Probe.Comparison.ABOVE, "0", "", false),
            new Runbook.ProbeTemplate(
                "latency", Signal.LATENCY, Probe.Comparison.BELOW, "0.25", "2", true),
            new Runbook.ProbeTemplate(
                "saturation", Signal.SATURATION, Probe.Comparison.BELOW, "0.9", "", true));
  }

  @Test
  void aRunbookWithoutRollbackAndConditionsIsFine() {
    var runbook = compile(RESTART).getFirst();

    assertThat(runbook.rollback()).isEmpty();
    assertThat(runbook.conditions().requires()).isEmpty();
    assertThat(runbook.conditions().equal()).isEmpty();
    assertThat(runbook.causes())
        .containsExactlyInAnyOrder(Cause.Kind.RESOURCE_EXHAUSTION, Cause.Kind.PROCESS_DEATH);
    assertThat(runbook.probes().getFirst().threshold()).isEqualTo("1");
  }

  @Test
  void theDigestCountsWhatIsDoneNotHowItIsWritten() {
    var digest = compile(RESTART).getFirst().digest();

    assertThat(compile("# said otherwise\n" + RESTART.replace("1.0", "1")).getFirst().digest())
        .isEqualTo(digest);
    assertThat(compile(RESTART.replace("30", "31")).getFirst().digest()).isNotEqualTo(digest);
  }

  @Test
  void anIdStandsOnceAmongAllFiles() {
    var both = List.of(new PolicyFile("a.yaml", RESTART), new PolicyFile("b.yaml", RESTART));

    assertThat(GoldenErrors.errors(RunbookCompiler.compile(both)))
        .startsWith("b.yaml:1:5: the id \"restart-a-service\" is taken by a.yaml\n");
  }

  @Test
  void aFileThatIsTooLongIsNotRead() {
    var text = RESTART + "#".repeat(PolicyYaml.MAX_LENGTH);

    assertThat(GoldenErrors.errors(RunbookCompiler.compile(List.of(new PolicyFile("a", text)))))
        .isEqualTo("a:1:1: longer than 65536 characters\n");
  }

  @Test
  void usersAddRunbooksFromADirectory() throws IOException {
    Files.writeString(directory.resolve("restart.yaml"), RESTART);
    Files.writeString(directory.resolve("notes.txt"), "not a runbook");

    assertThat(RunbookLibrary.directory(directory))
        .containsExactly(new PolicyFile("restart.yaml", RESTART));
  }

  @Test
  void aDirectoryThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> RunbookLibrary.directory(directory.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static Runbook shipped(String id) {
    return RunbookLibrary.shipped().stream()
        .filter(runbook -> runbook.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Runbook> compile(String text) {
    return RunbookCompiler.compile(List.of(new PolicyFile("runbook.yaml", text))).orThrow();
  }
}
