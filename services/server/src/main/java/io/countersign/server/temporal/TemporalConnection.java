package io.countersign.server.temporal;

import io.countersign.server.config.TemporalTls;
import io.grpc.ClientInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** A connection to a Temporal server, and the server itself where it's embedded. */
sealed interface TemporalConnection extends AutoCloseable {
  WorkflowServiceStubs stubs();

  /** How workers are to be on it. */
  WorkerFactoryOptions.Builder workers();

  @Override
  void close();

  /**
   * A cluster, or {@code temporal server start-dev}, at host:port; reached when it's asked for.
   *
   * @throws IllegalArgumentException at once when the certificates can't be used
   */
  static Function<ClientInterceptor, TemporalConnection> at(String address, TemporalTls tls) {
    var options = WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    if (tls.on()) {
      options.setSslContext(context(tls));
      if (!tls.serverName().isEmpty()) {
        options.setChannelInitializer(channel -> channel.overrideAuthority(tls.serverName()));
      }
    }
    var built = options.build();
    return counted ->
        new Remote(
            WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder(built)
                    .setGrpcClientInterceptors(List.of(counted))
                    .build()));
  }

  private static SslContext context(TemporalTls tls) {
    try {
      var context = GrpcSslContexts.forClient();
      if (tls.authority() != null) {
        context.trustManager(tls.authority().toFile());
      }
      if (tls.certificate() != null && tls.key() != null) {
        context.keyManager(tls.certificate().toFile(), tls.key().toFile());
      }
      return context.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the certificates for Temporal (TEMPORAL_TLS_...) can't be used: " + e.getMessage(), e);
    }
  }

  /**
   * In this process, over an in-process channel: no port, real time. It keeps nothing over a
   * restart, which loses nothing, since the ledger has all of it (invariant 12).
   */
  static TemporalConnection embedded(ClientInterceptor counted) {
    var server = TestServer.createServer(true);
    return new Embedded(
        server,
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .setGrpcClientInterceptors(List.of(counted))
                .build()));
  }

  /** One that others may use too. */
  record Remote(WorkflowServiceStubs stubs) implements TemporalConnection {
    @Override
    public WorkerFactoryOptions.Builder workers() {
      return WorkerFactoryOptions.newBuilder();
    }

    @Override
    public void close() {
      shutDown(stubs);
    }
  }

  /** Our own. */
  record Embedded(TestServer.InProcessTestServer server, WorkflowServiceStubs stubs)
      implements TemporalConnection {
    /**
     * Nothing is kept between the turns of a loop: what is meant for the one worker that keeps it
     * isn't handed out for half a minute now and then, and histories are short.
     */
    @Override
    public WorkerFactoryOptions.Builder workers() {
      return WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0);
    }

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
