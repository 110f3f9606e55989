package io.countersign.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.workflows.incident.IncidentWorkflowImpl;
import io.countersign.workflows.remediation.RemediationActivities;
import io.countersign.workflows.remediation.RemediationWorkflow;
import io.countersign.workflows.remediation.RemediationWorkflowImpl;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.GlobalDataConverter;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that released workflows wrote: those of today must replay them. */
class ReplayTest {
  private static final Path HISTORIES = Path.of("src/test/resources/histories");

  static List<Path> histories() throws IOException {
    try (var files = Files.walk(HISTORIES)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void histories_ofBothLoopsAreKept() throws IOException {
    assertThat(histories()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysWhatWasRecorded(Path file) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        read(file), IncidentWorkflowImpl.class, RemediationWorkflowImpl.class);
  }

  @Test
  void aChangedWorkflowIsCaught() throws Exception {
    var history = read(HISTORIES.resolve("remediation/0.1.0-approved.json"));
    assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, Reordered.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** Else a run would go on until the server ends it. */
  @Test
  void aServersSuggestionCutsTheHistoryToo() throws Exception {
    var cut = read(HISTORIES.resolve("incident/0.1.0-begins-anew.json"));
    WorkflowReplayer.replayWorkflowExecution(unbounded(cut, true), IncidentWorkflowImpl.class);
    var unasked = unbounded(cut, false);
    assertThatThrownBy(
            () -> WorkflowReplayer.replayWorkflowExecution(unasked, IncidentWorkflowImpl.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /**
   * The same run with a bound that it never reached, cut because the server suggested it or not.
   */
  private static WorkflowExecutionHistory unbounded(WorkflowExecutionHistory cut, boolean asked) {
    var history = cut.getHistory().toBuilder();
    var memo =
        HistoryBound.memo(1000).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    it -> GlobalDataConverter.get().toPayload(it.getValue()).orElseThrow()));
    history
        .getEventsBuilder(0)
        .getWorkflowExecutionStartedEventAttributesBuilder()
        .setMemo(Memo.newBuilder().putAllFields(memo));
    history.getEventsBuilderList().stream()
        .filter(it -> it.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED)
        .reduce((_, last) -> last)
        .orElseThrow()
        .getWorkflowTaskStartedEventAttributesBuilder()
        .setSuggestContinueAsNew(asked);
    return new WorkflowExecutionHistory(history.build());
  }

  private static WorkflowExecutionHistory read(Path file) throws IOException {
    return WorkflowExecutionHistory.fromJson(Files.readString(file));
  }

  /** The deliberate break: execution begins before policy was asked. */
  public static final class Reordered implements RemediationWorkflow {
    private final RemediationActivities activities =
        Workflow.newActivityStub(RemediationActivities.class, ActivityTerms.SHORT);

    @Override
    public void run(String remediation) {
      var _ = activities.progress(remediation);
      var _ = activities.startExecution(remediation);
    }

    @Override
    public void poke() {}
  }
}
