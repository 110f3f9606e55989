package io.countersign.server.web.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's end of connections, which lets one address hold only so many of them. */
final class GuardedEndpoint extends NioEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedEndpoint.class);

  private int ofASource = Integer.MAX_VALUE;

  void limit(int most) {
    ofASource = most;
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    if (isTooMany(socket)) {
      destroySocket(socket);
      return false;
    }
    return super.setSocketOptions(socket);
  }

  private boolean isTooMany(SocketChannel socket) {
    try {
      if (!(socket.getRemoteAddress() instanceof InetSocketAddress from)) {
        return false;
      }
      var address = from.getAddress().getHostAddress();
      long open =
          getConnections().stream().filter(it -> address.equals(it.getRemoteAddr())).count();
      if (open >= ofASource) {
        LOG.debug("{} has {} connections already", address, open);
      }
      return open >= ofASource;
    } catch (IOException _) {
      return false; // it's gone, which Tomcat finds out
    }
  }
}
