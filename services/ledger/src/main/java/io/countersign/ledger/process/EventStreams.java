package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.EventIds;
import io.countersign.ledger.postgres.Transactions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The record as a source for Axon's processors. Unlike the stock one it wakes them right after a
 * commit, and has no gaps to wait for. A message's payload is the whole {@link RecordedEvent}.
 */
public final class EventStreams implements StreamableMessageSource<TrackedEventMessage<?>> {
  private final Transactions transactions;
  private final EventReader reader;
  private final RecordTail tail = new RecordTail(this::page);
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

  public EventStreams(Transactions transactions, EventReader reader) {
    this.transactions = transactions;
    this.reader = reader;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    var stream = new EventStream(position(token), tail::after, open::remove);
    open.add(stream);
    return stream;
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(head());
  }

  /** The position of the last event; 0 before the first. */
  public long head() {
    return transactions.call(
        sql ->
            sql.first(
                    "select coalesce(max(global_index), 0) as head from event",
                    row -> row.longValue("head"))
                .orElse(0L));
  }

  /**
   * What a command's handling recorded, in order; nothing where it didn't take place, or not yet.
   */
  public List<RecordedEvent> ofCommand(UUID command) {
    var ids =
        IntStream.range(0, EventIds.MOST)
            .mapToObj(number -> EventIds.of(command, number))
            .toArray(UUID[]::new);
    return transactions.call(sql -> reader.byIds(sql, ids));
  }

  /** Somebody committed: here, or on another server. */
  public void wake() {
    tail.committed();
    open.forEach(EventStream::wake);
  }

  private List<RecordedEvent> page(long after) {
    return transactions.call(sql -> reader.after(sql, after, EventStream.PAGE));
  }

  static long position(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElse(0);
  }
}
