package io.countersign.server.web.connection;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, what is known of them, and how long they may stay. Where there is no room
 * for a new one, the oldest goes on which nobody has shown who they are: so whoever holds many
 * keeps nobody out.
 */
final class ServedConnections {
  /** What anybody may ask is little, and told at once; so is what they are answered. */
  private static final Duration OF_ANYBODY = Duration.ofSeconds(5);

  /** Dismissed, and not closed yet: they count, and beyond so many nobody else comes in. */
  private static final int LEAVING = 32;

  /**
   * They are waited for, by those of their place: it takes moments, or as long as whoever reads
   * nothing is written to.
   */
  private static final Duration FOR_LEAVING = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(2);

  private final Duration ofAnybody;
  private final Map<String, ConnectionState> states = new HashMap<>();

  ServedConnections() {
    this(OF_ANYBODY);
  }

  /**
   * @param ofAnybody until somebody unknown has told a body, or taken an answer
   */
  ServedConnections(Duration ofAnybody) {
    this.ofAnybody = ofAnybody;
  }

  /** A new one: one that was from there before can't be any more. */
  synchronized void opened(String remote, String source, SocketChannel channel) {
    var before = states.put(remote, new ConnectionState(source, channel));
    if (before != null && before.isOpen()) {
      before.dismiss();
    }
  }

  synchronized void accepted(String remote, SocketWrapperBase<?> wrapper) {
    of(remote).ifPresent(it -> it.accepted(wrapper));
  }

  /**
   * @param answering whether the answer to the request is on its way
   * @return whether another request may follow on the connection
   */
  synchronized boolean begin(String remote, BooleanSupplier answering) {
    return of(remote).map(it -> it.begin(answering)).orElse(true);
  }

  /** The request is here as a whole. */
  synchronized void whole(String remote) {
    of(remote).ifPresent(ConnectionState::whole);
  }

  synchronized void end(String remote) {
    of(remote).ifPresent(ConnectionState::end);
  }

  /** Somebody has shown on it who they are. */
  synchronized void prove(String remote) {
    of(remote).ifPresent(ConnectionState::prove);
  }

  private Optional<ConnectionState> of(String remote) {
    return Optional.ofNullable(states.get(remote));
  }

  /**
   * Whether there is room for one more of a source, now that it has been made.
   *
   * @param source null for all of them
   */
  synchronized boolean makeRoom(@Nullable String source, int most) {
    var open = open(source);
    if (open.size() < most) {
      return true;
    }
    var oldest =
        open.stream()
            .filter(ConnectionState::isDispensable)
            .min(Comparator.comparingLong(ConnectionState::opened));
    oldest.ifPresent(ConnectionState::dismiss);
    return oldest.isPresent() && !isLeaving(open, most);
  }

  /** Whether so many are on their way out that others have to wait for them. */
  synchronized boolean isLeaving(@Nullable String source, int most) {
    return isLeaving(open(source), most);
  }

  private static boolean isLeaving(List<ConnectionState> open, int most) {
    return open.size() >= most + LEAVING;
  }

  /** Returns once enough of them are gone, or it took too long. */
  synchronized void awaitLeaving(@Nullable String source, int most) {
    long begun = System.nanoTime();
    try {
      while (isLeaving(source, most) && System.nanoTime() - begun < FOR_LEAVING.toNanos()) {
        wait(LOOK.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ConnectionState> open(@Nullable String source) {
    states.values().removeIf(it -> !it.isOpen());
    return states.values().stream().filter(it -> source == null || it.isOf(source)).toList();
  }

  /** Ends what has been waited for too long. */
  synchronized void sweep(Duration patience) {
    open(null).stream()
        .filter(it -> it.isOverdue(patience, ofAnybody))
        .forEach(ConnectionState::dismiss);
  }

  static String remote(String address, int port) {
    return address + " " + port;
  }
}
