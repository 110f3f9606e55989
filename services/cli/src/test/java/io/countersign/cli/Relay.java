package io.countersign.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Another user's program, which passes on what it's asked to the true server at 127.0.0.1. */
final class Relay implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final int port;
  private final @Nullable HttpServer server;

  /**
   * @param address without which this machine has none of it
   * @param port of both
   */
  Relay(String address, int port) throws IOException {
    this.port = port;
    this.server = server(address, port);
    if (server != null) {
      server.createContext("/", this::pass);
      server.start();
    }
  }

  private static @Nullable HttpServer server(String address, int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
    } catch (SocketException _) {
      return null;
    }
  }

  boolean listens() {
    return server != null;
  }

  /** What it was told that it could use itself. */
  List<String> secrets() {
    return secrets;
  }

  private void pass(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (bearer != null || body.length > 0) {
      secrets.add(bearer + " " + body.length);
    }
    var there = URI.create("http://127.0.0.1:" + port + exchange.getRequestURI());
    try {
      var answer = client.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    client.close();
  }
}
