package io.countersign.server.web.connection;

import io.countersign.server.web.source.CallSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections, what is known of them, and how long they may stay. Where there is no room
 * for a new one, the oldest goes on which nobody has shown who they are: so whoever holds many
 * keeps nobody out.
 */
final class ServedConnections {
  private static final Logger LOG = LoggerFactory.getLogger(ServedConnections.class);

  /** What anybody may ask is little, and told at once. */
  private static final Duration OF_ANYBODY = Duration.ofSeconds(5);

  private final Map<String, ConnectionState> states = new HashMap<>();
  private @Nullable GuardedEndpoint endpoint;

  synchronized void of(GuardedEndpoint guarded) {
    endpoint = guarded;
  }

  /** A new one: what was known of an earlier one from there is past. */
  synchronized void opened(String remote) {
    states.put(remote, new ConnectionState());
  }

  synchronized void begin(String remote) {
    state(remote).begin();
  }

  synchronized void end(String remote) {
    state(remote).end();
  }

  /** Somebody has shown on it who they are. */
  synchronized void prove(String remote) {
    state(remote).prove();
  }

  private ConnectionState state(String remote) {
    return states.computeIfAbsent(remote, _ -> new ConnectionState());
  }

  /**
   * Whether there is room for one more of a source, now that it has been made.
   *
   * @param source null for all of them
   */
  synchronized boolean makeRoom(@Nullable String source, int most) {
    var open =
        open().stream()
            .filter(it -> !state(remote(it)).isDismissed())
            .filter(it -> source == null || source.equals(source(it)))
            .toList();
    if (open.size() < most) {
      return true;
    }
    var oldest =
        open.stream()
            .filter(it -> !state(remote(it)).isProven())
            .min(Comparator.comparingLong(it -> state(remote(it)).opened()));
    oldest.ifPresent(this::dismiss);
    return oldest.isPresent();
  }

  /** Closes what has been waited for too long. */
  synchronized void sweep(Duration patience) {
    var open = open();
    for (var it : open) {
      if (state(remote(it)).isOverdue(patience, OF_ANYBODY)) {
        dismiss(it);
      }
    }
    states.keySet().retainAll(remotes(open));
  }

  private Collection<SocketWrapperBase<NioChannel>> open() {
    return endpoint == null ? List.of() : List.copyOf(endpoint.getConnections());
  }

  private static Set<String> remotes(Collection<SocketWrapperBase<NioChannel>> open) {
    return open.stream().map(ServedConnections::remote).collect(Collectors.toSet());
  }

  /** Whoever reads from it finds its end; what is being answered is answered still. */
  private void dismiss(SocketWrapperBase<NioChannel> connection) {
    state(remote(connection)).dismiss();
    try {
      connection.getSocket().getIOChannel().shutdownInput();
    } catch (IOException e) {
      LOG.debug("it's gone already", e);
    }
  }

  private static String source(SocketWrapperBase<NioChannel> connection) {
    return CallSource.ofLiteral(connection.getRemoteAddr());
  }

  private static String remote(SocketWrapperBase<NioChannel> connection) {
    return remote(String.valueOf(connection.getRemoteAddr()), connection.getRemotePort());
  }

  static String remote(String address, int port) {
    return address + " " + port;
  }
}
