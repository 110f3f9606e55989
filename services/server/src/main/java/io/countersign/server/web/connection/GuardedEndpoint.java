package io.countersign.server.web.connection;

import io.countersign.server.config.Configuration.ConnectionLimits;
import io.countersign.server.config.http.Proxies;
import io.countersign.server.web.source.CallSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.tomcat.util.net.NioEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's end of connections, which lets one place hold only so many of them, unless it's a proxy
 * of ours, through which many come.
 */
final class GuardedEndpoint extends NioEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedEndpoint.class);

  private final Arrivals arrivals = new Arrivals();
  private ConnectionLimits limits = ConnectionLimits.DEFAULT;
  private Proxies proxies = new Proxies(List.of(), Proxies.Header.X_FORWARDED_FOR);
  private ServedConnections served = new ServedConnections();

  void limit(ConnectionLimits most, Proxies trusted, ServedConnections connections) {
    limits = most;
    proxies = trusted;
    served = connections;
  }

  /**
   * Whatever goes wrong, the socket is destroyed: else its place would never be free again. Who has
   * to wait for others to leave doesn't keep those waiting that come behind.
   */
  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    try {
      if (socket.getRemoteAddress() instanceof InetSocketAddress from) {
        if (!hasToWait(from.getAddress())) {
          return judge(socket, from);
        }
        arrivals.add(
            CallSource.of(from.getAddress()),
            new Arrivals.Arrival(() -> arrive(socket, from), () -> refuse(socket)));
        return true;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a connection that can't be served", e);
    }
    return refuse(socket);
  }

  private void arrive(SocketChannel socket, InetSocketAddress from) {
    try {
      if (!proxies.trusts(from.getAddress())) {
        served.awaitLeaving(CallSource.of(from.getAddress()), limits.ofASource());
      }
      served.awaitLeaving(null, limits.connections());
      if (!judge(socket, from)) {
        closeSocket(socket); // as the acceptor does with its own
      }
    } catch (RuntimeException e) {
      LOG.debug("a connection that can't be served", e);
      refuse(socket);
    }
  }

  private boolean judge(SocketChannel socket, InetSocketAddress from) {
    return isRoomFor(from.getAddress()) ? serve(socket, from) : refuse(socket);
  }

  private boolean hasToWait(InetAddress address) {
    var place = CallSource.of(address);
    return arrivals.areWaiting(place)
        || (!proxies.trusts(address) && served.isLeaving(place, limits.ofASource()))
        || served.isLeaving(null, limits.connections());
  }

  private boolean refuse(SocketChannel socket) {
    destroySocket(socket);
    return false;
  }

  private boolean serve(SocketChannel socket, InetSocketAddress from) {
    var address = from.getAddress();
    var remote = ServedConnections.remote(address.getHostAddress(), from.getPort());
    served.opened(remote, CallSource.of(address), socket);
    boolean polled = super.setSocketOptions(socket);
    var wrapper = connections.get(socket);
    if (wrapper != null) {
      served.accepted(remote, wrapper);
    }
    return polled;
  }

  private boolean isRoomFor(InetAddress address) {
    var source = CallSource.of(address);
    boolean room =
        (proxies.trusts(address) || served.makeRoom(source, limits.ofASource()))
            && served.makeRoom(null, limits.connections());
    if (!room) {
      LOG.debug("{} has {} connections already", source, limits.ofASource());
    }
    return room;
  }
}
