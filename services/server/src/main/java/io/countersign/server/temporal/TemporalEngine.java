package io.countersign.server.temporal;

import io.countersign.server.config.TemporalTls;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.TaskQueue;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<TemporalConnection> servers;
  private final String namespace;
  private final int turns;
  private final boolean embedded;
  private final List<LoopType> types;
  private final HeartbeatInterceptor heartbeats = new HeartbeatInterceptor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final String place;
  private volatile @Nullable Running running;
  private int pokes;

  private record Running(TemporalConnection server, WorkflowClient client, WorkerFactory workers) {}

  /**
   * On our own server if {@code address} is empty, else on the one at host:port.
   *
   * @param turns after which the history of a loop is cut
   */
  TemporalEngine(
      String address, TemporalTls tls, String namespace, int turns, List<LoopType> types) {
    this.embedded = address.isEmpty();
    this.servers = embedded ? TemporalConnection::embedded : TemporalConnection.at(address, tls);
    this.place = embedded ? "embedded, in process" : address + ", namespace " + namespace;
    this.namespace = namespace;
    this.turns = turns;
    this.types = List.copyOf(types);
    if (embedded) {
      this.running = start(servers.get());
    } else {
      Thread.ofPlatform().daemon().name("temporal-start").start(this::startOnceItAnswers);
    }
  }

  /** Alerts are taken in meanwhile; the next sweep starts the loops of what came. */
  private void startOnceItAnswers() {
    do {
      var server = servers.get();
      try {
        begin(start(server));
        LOG.info("the loops run on Temporal at {}", place);
        return;
      } catch (RuntimeException e) {
        server.close();
        LOG.warn("Temporal at {} can't be used yet: {}", place, e.getMessage());
      }
    } while (!closedWithin(PAUSE));
  }

  private synchronized void begin(Running started) {
    if (closing.getCount() == 0) {
      stop(started);
    } else {
      running = started;
    }
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Running start(TemporalConnection server) {
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
    try {
      workers.start();
    } catch (RuntimeException e) {
      workers.shutdownNow();
      throw e;
    }
    return new Running(server, client, workers);
  }

  /**
   * Starts a loop unless it runs, and has it look again. Nothing is done while the engine hasn't
   * been reached yet: the sweep comes back to what is due.
   *
   * @param workflow its type
   * @param id of what it's about
   */
  public void poke(String workflow, String id) {
    var reached = client();
    if (reached == null) {
      return;
    }
    var stub = reached.newUntypedWorkflowStub(workflow, options(type(workflow), id));
    var _ = stub.signalWithStart("poke", new Object[0], new Object[] {id});
  }

  private LoopType type(String workflow) {
    return types.stream().filter(it -> it.workflow().equals(workflow)).findFirst().orElseThrow();
  }

  private synchronized @Nullable WorkflowClient client() {
    var now = running;
    if (now != null && embedded && ++pokes > RECYCLE_AFTER) {
      LOG.info("replacing the embedded Temporal server");
      pokes = 0;
      stop(now);
      now = start(servers.get());
      running = now;
    }
    return now == null ? null : now.client();
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
    var now = running;
    try {
      return now != null
          && now.server().stubs().healthCheck().getStatus()
              == HealthCheckResponse.ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** In words for {@code doctor}. */
  public String describe() {
    return place;
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    var now = running;
    if (now != null) {
      stop(now);
    }
  }

  private static void stop(Running old) {
    old.workers().shutdownNow();
    old.workers().awaitTermination(5, TimeUnit.SECONDS);
    old.server().close();
  }
}
