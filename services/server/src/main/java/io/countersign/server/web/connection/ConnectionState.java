package io.countersign.server.web.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one connection, as far as it's known. It's known by its channel: Tomcat uses what it
 * wraps around that again, for connections that come later.
 */
final class ConnectionState {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionState.class);

  /** Requests of somebody unknown on one connection, so that nobody piles up answers. */
  private static final int REQUESTS_OF_ANYBODY = 16;

  /** Somebody unknown who takes nothing of an answer for so long doesn't want it. */
  private static final Duration WRITE_TO_ANYBODY = Duration.ofSeconds(2);

  /** Whose turn it is. */
  private enum Phase {
    /** Nothing is asked, or not the whole of its header. */
    IDLE,
    /** A request's body is being told. */
    TOLD,
    /** The request is here as a whole: the caller waits for the server. */
    SERVED,
    /** The answer is on its way: the server waits for the caller. */
    ANSWERED
  }

  private final String source;
  private final SocketChannel channel;
  private final long opened = System.nanoTime();
  private @Nullable SocketWrapperBase<?> wrapper;
  private long writeMillis;
  private long since = opened;
  private int requests;
  private Phase phase = Phase.IDLE;
  private BooleanSupplier answering = () -> false;
  private boolean proven;
  private boolean dismissed;

  ConnectionState(String source, SocketChannel channel) {
    this.source = source;
    this.channel = channel;
  }

  /** It's Tomcat's now. */
  void accepted(SocketWrapperBase<?> by) {
    wrapper = by;
    writeMillis = by.getWriteTimeout();
    if (!proven) {
      by.setWriteTimeout(Math.min(writeMillis, WRITE_TO_ANYBODY.toMillis()));
    }
  }

  /**
   * @param isAnswering whether the answer is on its way
   * @return whether another request may follow this one
   */
  boolean begin(BooleanSupplier isAnswering) {
    enter(Phase.TOLD);
    answering = isAnswering;
    requests++;
    return proven || requests < REQUESTS_OF_ANYBODY;
  }

  /** The request that has begun is here as a whole. */
  void whole() {
    if (phase == Phase.TOLD) {
      enter(Phase.SERVED);
    }
  }

  void end() {
    enter(Phase.IDLE);
    answering = () -> false;
  }

  private void enter(Phase next) {
    phase = next;
    since = System.nanoTime();
  }

  void prove() {
    if (!proven && wrapper != null) {
      wrapper.setWriteTimeout(writeMillis);
    }
    proven = true;
  }

  /**
   * Ends it in both directions: whoever reads from it or writes to it finds that, and closes it. It
   * isn't closed here, for Tomcat would never count as gone what it doesn't see end.
   */
  void dismiss() {
    dismissed = true;
    try {
      if (phase != Phase.IDLE) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.shutdownInput();
      channel.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("it's gone already", e);
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  boolean isOf(String place) {
    return source.equals(place);
  }

  /** Whether it may go where there is no room. */
  boolean isDispensable() {
    return !proven && !dismissed;
  }

  long opened() {
    return opened;
  }

  /**
   * Whether nobody should wait for it any longer. Who waits for the server isn't kept waiting by
   * themselves, however busy the machine is.
   *
   * @param patience until a request's header is told
   * @param ofAnybody until somebody unknown has told a body, or taken an answer
   */
  boolean isOverdue(Duration patience, Duration ofAnybody) {
    if (phase == Phase.SERVED && answering.getAsBoolean()) {
      enter(Phase.ANSWERED);
    }
    long waited = System.nanoTime() - since;
    return switch (phase) {
      case IDLE -> !dismissed && waited > patience.toNanos();
      case TOLD, ANSWERED -> isDispensable() && waited > ofAnybody.toNanos();
      case SERVED -> false;
    };
  }
}
