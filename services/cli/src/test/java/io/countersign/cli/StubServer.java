package io.countersign.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real HTTP server that answers what a test says and keeps what it was asked. It proves to hold a
 * key, unless a test answers otherwise.
 */
final class StubServer implements AutoCloseable {
  record Asked(String request, String authorization, String key, String body) {}

  private record Answer(int status, String body) {}

  private static final String IDENTITY = "GET /api/v1/identity?nonce=";
  private static final KeyPair KEYS = keys();

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * @param request such as {@code GET /api/v1/incidents?limit=50}
   */
  StubServer on(String request, int status, String body) {
    answers.put(request, new Answer(status, body));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  Asked last() {
    return asked.getLast();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a server with this home writes it. */
  static String publicKey() {
    return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
  }

  /** The proof as of a server that listens there. */
  static String proof(String nonce, String address, int port) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(KEYS.getPrivate());
      signature.update(
          ("countersign-identity/2\n" + address + "\n" + port + "\n" + nonce)
              .getBytes(StandardCharsets.UTF_8));
      var signed = Base64.getEncoder().encodeToString(signature.sign());
      return "{\"key\":\"%s\",\"address\":\"%s\",\"port\":%s,\"signature\":\"%s\"}"
          .formatted(publicKey(), address, port, signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private int provenPort = -1;

  /** Passes on the proof of a server on another port. */
  StubServer relayingFrom(int port) {
    provenPort = port;
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (request.startsWith(IDENTITY)) {
      var nonce = request.substring(IDENTITY.length());
      var address = exchange.getLocalAddress().getAddress().getHostAddress();
      reply(exchange, new Answer(200, proof(nonce, address, provenPort < 0 ? port() : provenPort)));
      return;
    }
    asked.add(
        new Asked(
            request, headers.getFirst("Authorization"), headers.getFirst("Idempotency-Key"), body));
    var answer = answers.getOrDefault(request, new Answer(404, "{\"detail\":\"" + request + "\"}"));
    reply(exchange, answer);
  }

  private static void reply(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
