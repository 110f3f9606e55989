package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader's place in the record. Read by one thread, woken by any. */
final class EventStream implements BlockingStream<TrackedEventMessage<?>> {
  static final int PAGE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final ArrayDeque<TrackedEventMessage<?>> fetched = new ArrayDeque<>();
  private final Object monitor = new Object();
  private final LongFunction<List<RecordedEvent>> page;
  private @Nullable UUID last;
  private final Consumer<EventStream> closed;
  private long position;
  private volatile Runnable onAvailable = () -> {};
  private boolean woken = true;

  /**
   * @param position of the last event that was seen
   * @param page the events after a position, at most {@link #PAGE}
   */
  EventStream(long position, LongFunction<List<RecordedEvent>> page, Consumer<EventStream> closed) {
    this.position = position;
    this.page = page;
    this.closed = closed;
  }

  void wake() {
    synchronized (monitor) {
      woken = true;
      monitor.notifyAll();
    }
    try {
      onAvailable.run();
    } catch (RejectedExecutionException e) {
      LOG.debug("a follower that is stopping isn't woken", e);
    }
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    onAvailable = callback;
    return true;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    fill();
    return Optional.ofNullable(fetched.peek());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    fill();
    long until = System.nanoTime() + unit.toNanos(timeout);
    while (fetched.isEmpty() && System.nanoTime() < until) {
      await(until);
      fill();
    }
    return !fetched.isEmpty();
  }

  private void await(long until) throws InterruptedException {
    synchronized (monitor) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      while (!woken && left > 0) {
        monitor.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
    }
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return fetched.remove();
  }

  /** Whoever commits while it reads sets {@code woken} again. */
  private void fill() {
    if (!fetched.isEmpty()) {
      return;
    }
    synchronized (monitor) {
      woken = false;
    }
    for (var event : next()) {
      fetched.add(message(event));
      position = event.position();
      last = event.eventId();
    }
  }

  /**
   * What follows on what was read last, if that is still there. A database that fell over to a
   * standby may have lost it: then whoever reads here begins anew, where its token now says.
   */
  private List<RecordedEvent> next() {
    if (last == null) {
      return page.apply(position);
    }
    var events = page.apply(position - 1);
    if (events.isEmpty() || !events.getFirst().eventId().equals(last)) {
      throw new IllegalStateException("the record went back: event " + position + " is gone");
    }
    return events.subList(1, events.size());
  }

  private static TrackedEventMessage<?> message(RecordedEvent event) {
    var content = new GenericMessage<>(event.eventId().toString(), event, event.metadata());
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(event.position()),
        new GenericEventMessage<>(content, event::at));
  }

  @Override
  public void close() {
    closed.accept(this);
  }
}
