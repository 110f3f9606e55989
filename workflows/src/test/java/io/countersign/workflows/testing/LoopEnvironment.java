package io.countersign.workflows.testing;

import io.countersign.workflows.TaskQueue;
import io.countersign.workflows.incident.IncidentWorkflowImpl;
import io.countersign.workflows.remediation.RemediationWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Temporal server whose time can be skipped, with both loops on it. */
public final class LoopEnvironment implements AutoCloseable {
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

  public LoopEnvironment start(Object activities) {
    var worker = environment.newWorker(TaskQueue.NAME);
    worker.registerWorkflowImplementationTypes(
        IncidentWorkflowImpl.class, RemediationWorkflowImpl.class);
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

  public WorkflowStub begin(String type, String id) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(type + "/" + id)
            .setTaskQueue(TaskQueue.NAME)
            .build();
    var stub = environment.getWorkflowClient().newUntypedWorkflowStub(type, options);
    var _ = stub.start(id);
    return stub;
  }

  public WorkflowExecutionHistory history(WorkflowStub stub) {
    return environment.getWorkflowClient().fetchHistory(stub.getExecution().getWorkflowId());
  }

  /**
   * Keeps a history for later builds if asked to by {@code -Dcountersign.regenerate=true}. One that
   * is there stays as it is: released workflows wrote it.
   */
  public void keep(WorkflowStub stub, String path) throws IOException {
    var file = Path.of("src/test/resources/histories", path);
    if (Boolean.getBoolean("countersign.regenerate") && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, history(stub).toJson(true));
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
