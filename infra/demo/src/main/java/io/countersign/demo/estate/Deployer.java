package io.countersign.demo.estate;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The control API of the estate, of a shape of its own: {@code GET /v2/workloads}, {@code GET
 * /v2/history?after=TIME}, {@code POST /v2/workloads/ID/{releases,revert}}.
 */
final class Deployer implements AutoCloseable {
  private static final Pattern ORDER = Pattern.compile("/v2/workloads/([a-z-]+)/(releases|revert)");

  private final Deployments deployments;
  private final byte[] credentials;
  private final LoopbackServer listener;

  Deployer(Deployments deployments, String token) {
    this.deployments = deployments;
    this.credentials = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.listener = new LoopbackServer(Map.of("/", this::serve));
  }

  URI url(String path) {
    return listener.url(path);
  }

  private void serve(HttpExchange exchange) throws IOException {
    var result = authorised(exchange) ? route(exchange) : failure(401, "who are you?");
    var body = JsonHttp.JSON.writeValueAsString(result.body());
    LoopbackServer.answer(exchange, result.status(), "application/json", body);
  }

  private boolean authorised(HttpExchange exchange) {
    var given = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] bytes = Objects.requireNonNullElse(given, "").getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(bytes, credentials);
  }

  private Deployments.Result route(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var order = ORDER.matcher(path);
    if (exchange.getRequestMethod().equals("POST") && order.matches()) {
      return ordered(exchange, order.group(1), order.group(2).equals("revert"));
    }
    return switch (path) {
      case "/v2/workloads" -> answer("workloads", deployments.running());
      case "/v2/history" -> history(exchange.getRequestURI());
      default -> failure(404, "nothing here");
    };
  }

  private Deployments.Result ordered(HttpExchange exchange, String workload, boolean revert)
      throws IOException {
    try {
      var body = JsonHttp.JSON.readTree(exchange.getRequestBody().readAllBytes());
      var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      return deployments.perform(
          new Deployments.Order(
              workload,
              revert ? "" : text(body, "tag"),
              text(body, "ifRunning"),
              body.path("simulate").asBoolean(false),
              Objects.requireNonNullElse(key, ""),
              text(body, "by"),
              text(body, "why")));
    } catch (JacksonException _) {
      return failure(400, "not JSON");
    }
  }

  private Deployments.Result history(URI request) {
    try {
      var query = Objects.requireNonNullElse(request.getQuery(), "");
      var after = query.startsWith("after=") ? Instant.parse(query.substring(6)) : Instant.EPOCH;
      var entries = deployments.history(after).stream().map(Deployer::entry).toList();
      return answer("history", entries);
    } catch (DateTimeException _) {
      return failure(400, "after must be a time");
    }
  }

  private static Map<String, Object> entry(Deployments.Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put("workload", entry.workload());
    json.put("verb", entry.verb());
    json.put("when", entry.when().toString());
    json.put("release", entry.to().reference());
    json.put("oldTag", entry.from().version());
    json.put("newTag", entry.to().version());
    json.put("by", entry.by());
    json.put("why", entry.why());
    return json;
  }

  private static String text(JsonNode body, String member) {
    return body.path(member).asString("");
  }

  private static Deployments.Result answer(String member, Object value) {
    return new Deployments.Result(200, Map.of(member, value));
  }

  private static Deployments.Result failure(int status, String message) {
    return new Deployments.Result(status, Map.of("message", message));
  }

  @Override
  public void close() {
    listener.close();
  }
}
