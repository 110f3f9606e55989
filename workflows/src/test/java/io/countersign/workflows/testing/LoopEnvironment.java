package io.countersign.workflows.testing;

import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.TaskQueue;
import io.countersign.workflows.incident.IncidentWorkflowImpl;
import io.countersign.workflows.remediation.RemediationWorkflowImpl;
import io.countersign.workflows.ticketing.TicketWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Temporal server whose time can be skipped, with both loops on it. */
public final class LoopEnvironment implements AutoCloseable {
  /** As the product has it: a machine with much else to do isn't a deadlock. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build();

  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

  public LoopEnvironment start(Object activities) {
    var worker = environment.newWorker(TaskQueue.NAME, PATIENT);
    worker.registerWorkflowImplementationTypes(
        IncidentWorkflowImpl.class, RemediationWorkflowImpl.class, TicketWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    environment.start();
    return this;
  }

  /** Milliseconds since the epoch, by the server's own time. */
  public long now() {
    return environment.currentTimeMillis();
  }

  public void skip(java.time.Duration time) {
    environment.sleep(time);
  }

  /** A run as it was begun before its memo told of a bound. */
  public WorkflowStub begin(String type, String id) {
    return begin(type, id, Map.of());
  }

  /**
   * @param turns after which its history is cut
   */
  public WorkflowStub begin(String type, String id, int turns) {
    return begin(type, id, HistoryBound.memo(turns));
  }

  private WorkflowStub begin(String type, String id, Map<String, Object> memo) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(type + "/" + id)
            .setTaskQueue(TaskQueue.NAME)
            .setMemo(memo)
            .build();
    var stub = environment.getWorkflowClient().newUntypedWorkflowStub(type, options);
    var _ = stub.start(id);
    return stub;
  }

  /** Of the last run. */
  public WorkflowExecutionHistory history(WorkflowStub stub) {
    return environment.getWorkflowClient().fetchHistory(stub.getExecution().getWorkflowId());
  }

  /** Of the first run, which a long loop doesn't end with. */
  public WorkflowExecutionHistory firstHistory(WorkflowStub stub) {
    var first = stub.getExecution();
    return environment.getWorkflowClient().fetchHistory(first.getWorkflowId(), first.getRunId());
  }

  /**
   * Keeps a history for later builds if asked to by {@code -Dcountersign.regenerate=true}. One that
   * is there stays as it is: released workflows wrote it.
   */
  public void keep(WorkflowStub stub, String path) throws IOException {
    keep(history(stub), path);
  }

  /** The same with one that isn't the last. */
  public void keep(WorkflowExecutionHistory history, String path) throws IOException {
    var file = Path.of("src/test/resources/histories", path);
    if (Boolean.getBoolean("countersign.regenerate") && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, history.toJson(true));
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
