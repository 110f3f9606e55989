package io.countersign.server.web.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connections on which a request is being served. The others are waited for, but not for ever:
 * who sends a byte now and then never runs into a timeout of one read.
 */
final class ServedConnections {
  private final Map<String, Integer> serving = new ConcurrentHashMap<>();
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final Set<SocketWrapperBase<NioChannel>> told = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable GuardedEndpoint> endpoint = new AtomicReference<>();

  void of(GuardedEndpoint guarded) {
    endpoint.set(guarded);
  }

  void begin(String remote) {
    serving.merge(remote, 1, Integer::sum);
  }

  void end(String remote) {
    last.put(remote, System.nanoTime());
    serving.computeIfPresent(remote, (_, many) -> many == 1 ? null : many - 1);
  }

  /** Closes what has been waited for too long. */
  void sweep(Duration patience) {
    var guarded = endpoint.get();
    if (guarded == null) {
      return;
    }
    var open = guarded.getConnections();
    for (var it : open) {
      if (isOverdue(it, patience) && told.add(it)) {
        guarded.processSocket(it, SocketEvent.ERROR, true);
      }
    }
    told.retainAll(open);
    last.keySet().retainAll(open.stream().map(ServedConnections::remote).toList());
  }

  private boolean isOverdue(SocketWrapperBase<NioChannel> connection, Duration patience) {
    var remote = remote(connection);
    long since = last.computeIfAbsent(remote, _ -> System.nanoTime());
    return !serving.containsKey(remote) && System.nanoTime() - since > patience.toNanos();
  }

  static String remote(SocketWrapperBase<NioChannel> connection) {
    return remote(String.valueOf(connection.getRemoteAddr()), connection.getRemotePort());
  }

  static String remote(String address, int port) {
    return address + " " + port;
  }
}
