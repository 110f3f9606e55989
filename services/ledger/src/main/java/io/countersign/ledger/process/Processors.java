package io.countersign.ledger.process;

import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.postgres.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes followers of the record: each in one segment, so on one server at a time, with its token in
 * the same transaction as what it writes. Nothing is skipped, and what fails is tried again after
 * seconds. Axon would wait up to a minute, in two places without a setting for either:
 *
 * <ul>
 *   <li>the coordinator that can't read the record or claim a token, as while the database is away,
 *       is put off: {@link PromptCoordinator} bounds that;
 *   <li>a segment whose batch failed is kept from its follower: {@link Follower#resume} takes it
 *       back, every few seconds.
 * </ul>
 */
public final class Processors {
  private static final Logger LOG = LoggerFactory.getLogger(Processors.class);

  /** The place where a follower begins that has no token yet. */
  public enum Start {
    /** With the first event ever: right for what can be rebuilt. */
    FIRST_EVENT,
    /** With the next one: right for what has effects. */
    HEAD
  }

  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);
  private static final long CLAIM_INTERVAL_MILLIS = 1_000;
  private static final long CLAIM_EXTENSION_MILLIS = 2_000;

  /** In which no alert opens an incident. More often, a busy machine would do nothing else. */
  private static final long RESUME_SECONDS = 5;

  private static final int ONLY_SEGMENT = 0;

  private final Transactions transactions;
  private final EventStreams streams;
  private final TokenStore tokens;
  private final Clock clock;

  public Processors(Transactions transactions, EventStreams streams, EventSerializer wire) {
    // Axon's default is a static field, which its test fixture stops for everybody.
    this(transactions, streams, wire, Clock.systemUTC());
  }

  /**
   * @param clock by which followers that failed wait
   */
  Processors(Transactions transactions, EventStreams streams, EventSerializer wire, Clock clock) {
    this.transactions = transactions;
    this.streams = streams;
    this.clock = clock;
    tokens =
        JdbcTokenStore.builder()
            .connectionProvider(transactions)
            .serializer(wire)
            .contentType(String.class)
            .schema(schema())
            .claimTimeout(CLAIM_TIMEOUT)
            .nodeId(UUID.randomUUID().toString())
            .build();
  }

  private static TokenSchema schema() {
    return TokenSchema.builder()
        .setTokenTable("token_entry")
        .setProcessorNameColumn("processor_name")
        .setSegmentColumn("segment")
        .setTokenColumn("token")
        .setTokenTypeColumn("token_type")
        .setTimestampColumn("timestamp")
        .setOwnerColumn("owner")
        .build();
  }

  /** A follower and its two threads. */
  public record Follower(
      PooledStreamingEventProcessor processor,
      ScheduledExecutorService coordinator,
      ScheduledExecutorService worker)
      implements AutoCloseable {
    /** Without effect on one that runs; one whose segment another server has stays without. */
    void resume() {
      if (processor.isRunning() && !processor.processingStatus().containsKey(ONLY_SEGMENT)) {
        var _ = processor.claimSegment(ONLY_SEGMENT);
      }
    }

    @Override
    public void close() {
      processor.shutDown();
      coordinator.shutdownNow();
      worker.shutdownNow();
    }
  }

  Follower create(String name, Start start, int batchSize, EventHandlerInvoker invoker) {
    var coordinator = new PromptCoordinator("ledger-" + name + "-coordinator");
    var worker = thread(name);
    var processor =
        PooledStreamingEventProcessor.builder()
            .name(name)
            .eventHandlerInvoker(invoker)
            .messageSource(streams)
            .tokenStore(tokens)
            .transactionManager(transactions)
            .coordinatorExecutor(coordinator)
            .workerExecutor(worker)
            .initialSegmentCount(1)
            .initialToken(initial(start))
            .batchSize(batchSize)
            .clock(clock)
            .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
            .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
            // A long batch must not lose its claim to another server.
            .enableCoordinatorClaimExtension()
            .build();
    var follower = new Follower(processor, coordinator, worker);
    // On the thread of its batches: while one is at work there is nothing to resume.
    var _ =
        worker.scheduleWithFixedDelay(
            unfailing(name, follower::resume), RESUME_SECONDS, RESUME_SECONDS, TimeUnit.SECONDS);
    return follower;
  }

  /** An executor drops what recurs for good once it has thrown, and no log says so. */
  static Runnable unfailing(String name, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.warn("can't have {} go on yet, will try again", name, e);
      }
    };
  }

  private static Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> initial(
      Start start) {
    return switch (start) {
      case FIRST_EVENT -> StreamableMessageSource::createTailToken;
      case HEAD -> StreamableMessageSource::createHeadToken;
    };
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("ledger-" + name).factory());
  }
}
