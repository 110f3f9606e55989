package io.countersign.server.web.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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

  private final String source;
  private final SocketChannel channel;
  private final long opened = System.nanoTime();
  private @Nullable SocketWrapperBase<?> wrapper;
  private long writeMillis;
  private long since = opened;
  private int requests;
  private boolean serving;
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

  /** Whether another request may follow this one. */
  boolean begin() {
    serving = true;
    since = System.nanoTime();
    requests++;
    return proven || requests < REQUESTS_OF_ANYBODY;
  }

  void end() {
    serving = false;
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
      if (serving) {
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
   * Whether nobody should wait for it any longer.
   *
   * @param patience until a whole request is told
   * @param ofAnybody until one of somebody unknown is served
   */
  boolean isOverdue(Duration patience, Duration ofAnybody) {
    long waited = System.nanoTime() - since;
    return serving
        ? isDispensable() && waited > ofAnybody.toNanos()
        : !dismissed && waited > patience.toNanos();
  }
}
