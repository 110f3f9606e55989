package io.countersign.server.temporal;

import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.TaskQueue;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that runs the loops. The embedded server never frees closed loops, so that it's
 * replaced by a fresh one after so many starts; whoever is still open is poked by the next sweep,
 * which starts it anew.
 */
public final class TemporalEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalEngine.class);
  private static final int RECYCLE_AFTER = 20_000;

  private final Supplier<TemporalConnection> servers;
  private final String namespace;
  private final int turns;
  private final boolean embedded;
  private final List<LoopType> types;
  private final HeartbeatInterceptor heartbeats = new HeartbeatInterceptor();
  private volatile Running running;
  private int pokes;

  private record Running(TemporalConnection server, WorkflowClient client, WorkerFactory workers) {}

  /**
   * On our own server if {@code address} is empty, else on the one at host:port.
   *
   * @param turns after which the history of a loop is cut
   */
  TemporalEngine(String address, String namespace, int turns, List<LoopType> types) {
    this.embedded = address.isEmpty();
    this.servers = embedded ? TemporalConnection::embedded : () -> TemporalConnection.at(address);
    this.namespace = namespace;
    this.turns = turns;
    this.types = List.copyOf(types);
    this.running = start();
  }

  private Running start() {
    var server = servers.get();
    var client =
        WorkflowClient.newInstance(
            server.stubs(), WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
    var workers =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setWorkerInterceptors(heartbeats).build());
    var worker = workers.newWorker(TaskQueue.NAME);
    for (var type : types) {
      worker.registerWorkflowImplementationTypes(type.implementation());
      worker.registerActivitiesImplementations(type.activities());
    }
    workers.start();
    return new Running(server, client, workers);
  }

  /**
   * Starts a loop unless it runs, and has it look again.
   *
   * @param workflow its type
   * @param id of what it's about
   */
  public void poke(String workflow, String id) {
    var stub = client().newUntypedWorkflowStub(workflow, options(type(workflow), id));
    var _ = stub.signalWithStart("poke", new Object[0], new Object[] {id});
  }

  private LoopType type(String workflow) {
    return types.stream().filter(it -> it.workflow().equals(workflow)).findFirst().orElseThrow();
  }

  private synchronized WorkflowClient client() {
    if (embedded && ++pokes > RECYCLE_AFTER) {
      LOG.info("replacing the embedded Temporal server");
      pokes = 0;
      stop(running);
      running = start();
    }
    return running.client();
  }

  private WorkflowOptions options(LoopType type, String id) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(type.workflowId().apply(id))
        .setTaskQueue(TaskQueue.NAME)
        .setMemo(HistoryBound.memo(turns))
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .build();
  }

  /** Whether the engine answers. */
  public boolean healthy() {
    var health = running.server().stubs().healthCheck();
    return health.getStatus() == io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
  }

  /** In words for {@code doctor}. */
  public String describe() {
    return embedded ? "embedded, in process" : "a server of its own";
  }

  @Override
  public synchronized void close() {
    stop(running);
  }

  private static void stop(Running old) {
    old.workers().shutdownNow();
    old.workers().awaitTermination(5, TimeUnit.SECONDS);
    old.server().close();
  }
}
