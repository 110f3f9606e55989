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

  private ConnectionLimits limits = ConnectionLimits.DEFAULT;
  private Proxies proxies = new Proxies(List.of(), Proxies.Header.X_FORWARDED_FOR);
  private ServedConnections served = new ServedConnections();

  void limit(ConnectionLimits most, Proxies trusted, ServedConnections connections) {
    limits = most;
    proxies = trusted;
    served = connections;
    served.of(this);
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    if (!isRoomFor(socket)) {
      destroySocket(socket);
      return false;
    }
    return super.setSocketOptions(socket);
  }

  private boolean isRoomFor(SocketChannel socket) {
    try {
      return !(socket.getRemoteAddress() instanceof InetSocketAddress from)
          || isRoomFor(from.getAddress(), from.getPort());
    } catch (IOException _) {
      return true; // it's gone, which Tomcat finds out
    }
  }

  private boolean isRoomFor(InetAddress address, int port) {
    var source = CallSource.of(address);
    boolean room =
        (proxies.trusts(address) || served.makeRoom(source, limits.ofASource()))
            && served.makeRoom(null, limits.connections());
    if (room) {
      served.opened(ServedConnections.remote(address.getHostAddress(), port));
    } else {
      LOG.debug("{} has {} connections already", source, limits.ofASource());
    }
    return room;
  }
}
