package io.countersign.server.temporal;

import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.TaskQueue;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One run of the engine: a server, the workers on it, and the loops that were begun there. */
final class EngineRun implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Our workflows do nothing that could block: what takes them longer than the usual second is a
   * machine that has much else to do, and each such turn would be lost for ten seconds.
   */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build();

  private final TemporalConnection server;
  private final TemporalActions actions;
  private final ActivityWatch watch;
  private final WorkflowClient client;
  private final WorkerFactory workers;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  private EngineRun(
      TemporalConnection server,
      TemporalActions actions,
      ActivityWatch watch,
      WorkflowClient client,
      WorkerFactory workers) {
    this.server = server;
    this.actions = actions;
    this.watch = watch;
    this.client = client;
    this.workers = workers;
  }

  static EngineRun start(
      TemporalConnection server,
      TemporalActions actions,
      String namespace,
      LoopDues dues,
      TemporalClock clock,
      HeartbeatInterceptor heartbeats,
      List<LoopType> types) {
    var client =
        WorkflowClient.newInstance(
            server.stubs(), WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
    var watch = new ActivityWatch();
    var workers =
        WorkerFactory.newInstance(
            client,
            server
                .workers()
                .setWorkerInterceptors(new LoopInterceptor(dues, watch, clock), heartbeats)
                .build());
    var worker = workers.newWorker(TaskQueue.NAME, PATIENT);
    for (var type : types) {
      worker.registerWorkflowImplementationTypes(type.implementation());
      worker.registerActivitiesImplementations(type.activities());
    }
    try {
      workers.start();
    } catch (RuntimeException e) {
      workers.shutdownNow();
      throw e;
    }
    return new EngineRun(server, actions, watch, client, workers);
  }

  TemporalConnection server() {
    return server;
  }

  TemporalActions actions() {
    return actions;
  }

  ActivityWatch watch() {
    return watch;
  }

  /** Whether the loop was begun, or woken, here. */
  boolean holds(String workflowId) {
    return begun.contains(workflowId);
  }

  /**
   * @param turns after which the history of the loop is cut
   */
  void poke(LoopType type, String id, int turns) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(type.workflowId(id))
            .setTaskQueue(TaskQueue.NAME)
            .setMemo(HistoryBound.memo(turns))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .build();
    PokeDeadline.within(PATIENCE, () -> poke(type.workflow(), options, id));
    begun.add(type.workflowId(id));
  }

  /**
   * The embedded server looks first and then starts: of two who poke a loop at once that isn't
   * there yet, one is told that it is. Its poke counts too, since the loop may have looked already.
   */
  private void poke(String workflow, WorkflowOptions options, String id) {
    for (int attempt = 1; ; attempt++) {
      try {
        var stub = client.newUntypedWorkflowStub(workflow, options);
        var _ = stub.signalWithStart("poke", new Object[0], new Object[] {id});
        return;
      } catch (WorkflowExecutionAlreadyStarted e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Begins nothing any more; what is in the middle of something goes on to its end. */
  void drain() {
    workers.suspendPolling();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }
}
