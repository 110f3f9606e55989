package io.countersign.server.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody outside who is told of approvals: busy at first, and it checks every signature itself.
 */
final class NoticeInbox implements AutoCloseable {
  static final String SECRET = "shared-with-the-inbox";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final AtomicInteger posts = new AtomicInteger();
  private final List<String> kinds = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  NoticeInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
  }

  /** What was told under a right signature, in order, without repeats. */
  List<String> kinds() {
    return kinds.stream().distinct().toList();
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean busy = exchange.getRequestMethod().equals("POST") && posts.getAndIncrement() == 0;
      int status = busy ? 503 : signed(exchange, body) ? 204 : 401;
      if (status == 204 && !body.isEmpty()) {
        bodies.add(body);
        kinds.add(JSON.readTree(body).path("kind").asString());
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static boolean signed(HttpExchange exchange, String body) {
    var headers = exchange.getRequestHeaders();
    var material = headers.getFirst("Countersign-Timestamp") + "." + body;
    return ("v1=" + hmac(material)).equals(headers.getFirst("Countersign-Signature"));
  }

  private static String hmac(String material) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(material.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
