package io.countersign.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TLS with a client's certificate, before a port that speaks without it. */
final class TlsProxy implements AutoCloseable {
  private final SSLServerSocket listener;
  private final int target;

  TlsProxy(SSLContext context, int port, int target) throws IOException {
    this.target = target;
    this.listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    var parameters = listener.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    listener.setSSLParameters(parameters);
    Thread.ofPlatform().daemon().start(this::accept);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = (SSLSocket) listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException _) {
        // closed, which ends this
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.startHandshake();
      Thread.ofPlatform().daemon().start(() -> copy(server, client));
      transfer(client.getInputStream(), server.getOutputStream());
    } catch (IOException _) {
      // one of them has gone, or showed no certificate
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      transfer(from.getInputStream(), to.getOutputStream());
    } catch (IOException _) {
      // one of them has gone
    }
  }

  private static void transfer(InputStream in, OutputStream out) throws IOException {
    in.transferTo(out);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
