package io.countersign.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.workflows.incident.IncidentWorkflowImpl;
import io.countersign.workflows.remediation.RemediationWorkflowImpl;
import io.countersign.workflows.ticketing.TicketWorkflowImpl;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.GlobalDataConverter;
import io.temporal.testing.WorkflowReplayer;
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
    assertThat(histories()).hasSizeGreaterThanOrEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysWhatWasRecorded(Path file) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        read(file),
        IncidentWorkflowImpl.class,
        RemediationWorkflowImpl.class,
        TicketWorkflowImpl.class);
  }

  /** A change that somebody might make, in the source as it is. */
  private record Change(String what, Class<?> workflow, Class<?> part, String from, String to) {
    Change(String what, Class<?> workflow, String from, String to) {
      this(what, workflow, workflow, from, to);
    }

    Class<?> made() {
      return ChangedWorkflow.of(workflow, part, from, to);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static List<Change> changes() {
    return List.of(
        new Change(
            "the incident's loop asks once more before it diagnoses",
            IncidentWorkflowImpl.class,
            "case DIAGNOSING -> look(() -> activities.diagnose(incident));",
            "case DIAGNOSING -> { var _ = activities.progress(incident);"
                + " yield look(() -> activities.diagnose(incident)); }"),
        new Change(
            "it recommends without a diagnosis",
            IncidentWorkflowImpl.class,
            "activities.diagnose(incident)",
            "activities.recommend(incident)"),
        new Change(
            "it doesn't wait before it looks",
            IncidentWorkflowImpl.class,
            "var _ = waiting.await(progress.dueAt(), progress.dueIn());\n"
                + "        yield activities.watch(incident);",
            "yield activities.watch(incident);"),
        new Change(
            "each wait begins a timer",
            IncidentWorkflowImpl.class,
            Waiting.class,
            "if (outstanding.isEmpty() || outstanding.first().isAfter(until.plus(near)))",
            "if (!outstanding.contains(until))"),
        new Change(
            "a history is never cut",
            IncidentWorkflowImpl.class,
            HistoryBound.class,
            "done >= turns",
            "done > turns"),
        new Change(
            "the remediation's loop asks for approval before policy",
            RemediationWorkflowImpl.class,
            "activities.evaluatePolicy(id)",
            "activities.requestApproval(id)"),
        new Change(
            "it performs each step twice",
            RemediationWorkflowImpl.class,
            "() -> arms.performStep(id)",
            "() -> { var _ = arms.performStep(id); return arms.performStep(id); }"),
        new Change(
            "a ticket's loop doesn't wait",
            TicketWorkflowImpl.class,
            "var _ = waiting.await(null, progress.dueIn());",
            ""),
        new Change(
            "it doesn't finish",
            RemediationWorkflowImpl.class,
            "activities.finish(id)",
            "RemediationProgress.of(Phase.CLOSED)"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeOfAWorkflowIsCaught(Change change) throws IOException {
    var changed = change.made();
    assertThat(histories()).anySatisfy(it -> assertThatIsCaught(read(it), changed));
  }

  private static void assertThatIsCaught(WorkflowExecutionHistory history, Class<?> changed) {
    assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, changed))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** Else it would be the way of changing them that is caught. */
  @ParameterizedTest
  @MethodSource("histories")
  void whatIsChangedInWordsOnlyReplays(Path file) throws Exception {
    var from = "private final Setback setback";
    var workflow =
        switch (String.valueOf(file.getParent().getFileName())) {
          case "incident" -> IncidentWorkflowImpl.class;
          case "ticketing" -> TicketWorkflowImpl.class;
          default -> RemediationWorkflowImpl.class;
        };
    WorkflowReplayer.replayWorkflowExecution(
        read(file), ChangedWorkflow.of(workflow, workflow, from, "/* so */ " + from));
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
}
