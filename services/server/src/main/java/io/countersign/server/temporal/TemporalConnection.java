package io.countersign.server.temporal;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.util.concurrent.TimeUnit;

/** A connection to a Temporal server, and the server itself where it's embedded. */
sealed interface TemporalConnection extends AutoCloseable {
  WorkflowServiceStubs stubs();

  @Override
  void close();

  /** A cluster, or {@code temporal server start-dev}, at host:port. */
  static TemporalConnection at(String address) {
    return new Remote(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build()));
  }

  /**
   * In this process, over an in-process channel: no port, real time. It keeps nothing over a
   * restart, which loses nothing, since the ledger has all of it (invariant 12).
   */
  static TemporalConnection embedded() {
    var server = TestServer.createServer(true);
    return new Embedded(
        server,
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(server.getChannel()).build()));
  }

  /** One that others may use too. */
  record Remote(WorkflowServiceStubs stubs) implements TemporalConnection {
    @Override
    public void close() {
      shutDown(stubs);
    }
  }

  /** Our own. */
  record Embedded(TestServer.InProcessTestServer server, WorkflowServiceStubs stubs)
      implements TemporalConnection {
    @Override
    public void close() {
      shutDown(stubs);
      server.close();
    }
  }

  private static void shutDown(WorkflowServiceStubs stubs) {
    stubs.shutdownNow();
    var _ = stubs.awaitTermination(5, TimeUnit.SECONDS);
  }
}
