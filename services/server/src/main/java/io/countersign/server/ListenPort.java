package io.countersign.server;

import io.countersign.server.config.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;

/** The look at the port to listen on, before any engine is taken up for nothing. */
final class ListenPort {
  private ListenPort() {}

  /**
   * @param ip a literal address
   * @param port 0 takes a free one, which there always is
   */
  static void check(String ip, int port) throws StartRefusedException {
    var address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server itself: a connection that ends is in no way
      socket.bind(address);
    } catch (IOException e) {
      throw new StartRefusedException(
          List.of(
              "can't listen on port " + port + " of " + ip + ": " + e.getMessage(),
              advice(address.getAddress())));
    }
  }

  private static String advice(InetAddress address) {
    return isOurs(address)
        ? "stop the program that has it, or set COUNTERSIGN_PORT to another (0 takes a free one)"
        : "set COUNTERSIGN_ADDRESS, or `listen` in the configuration file, to an address of this"
            + " machine";
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException _) {
      return true;
    }
  }
}
