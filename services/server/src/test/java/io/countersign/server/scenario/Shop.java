package io.countersign.server.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A shop of two services behind real HTTP: {@code web} calls {@code orders}. It answers Prometheus
 * range queries from its own history, takes releases and rollbacks, and keeps a list of changes.
 * What a version does to the error ratio is decided by the version: those that end in {@code -bad}
 * fail.
 */
final class Shop implements AutoCloseable {
  static final String TOKEN = "shop-control-token";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Map<String, Object>> changes = new ArrayList<>();
  private final List<Map.Entry<Instant, Boolean>> health = new ArrayList<>();
  private final Map<String, String> answered = new HashMap<>();
  private final List<String> effects = new ArrayList<>();
  private String version = "1.0.0";
  private String previous = "0.9.0";
  private Instant startedAt = Instant.now().minusSeconds(3600);
  private boolean healsOnRollback = true;
  private Duration late = Duration.ZERO;
  private boolean down;
  private boolean metricsDown;
  private boolean controlDown;

  Shop() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    health.add(Map.entry(Instant.EPOCH, true));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A release, as a pipeline would do it. */
  synchronized void deploy(String release) {
    put(release, "deploy", "pipeline", "regular release");
  }

  /** The fault goes away although nobody did anything. */
  synchronized void healByItself() {
    health.add(Map.entry(Instant.now(), true));
  }

  /** From now on a rollback is carried out and doesn't help. */
  synchronized void rollbackDoesNotHelp() {
    healsOnRollback = false;
  }

  /** Nothing answers; the metrics and the control API alike. */
  synchronized void answersNothing(boolean nothing) {
    down = nothing;
  }

  /** The metrics alone stop answering, or answer again. */
  synchronized void metricsAnswer(boolean answers) {
    metricsDown = !answers;
  }

  /** Reading services' states alone stops answering, or answers again. */
  synchronized void controlAnswers(boolean answers) {
    controlDown = !answers;
  }

  /** From now on the answer to an action is lost, and its effect takes so long. */
  synchronized void losesAnswersAndActsAfter(Duration delay) {
    late = delay;
  }

  synchronized String version() {
    return version;
  }

  /** What the product had done: action and key, in order, once each. */
  synchronized List<String> effects() {
    return List.copyOf(effects);
  }

  private void put(String release, String action, String actor, String reason) {
    changes.add(
        Map.of(
            "service", "orders",
            "action", action,
            "at", Instant.now().toEpochMilli() / 1000.0,
            "change_id", "CHG-" + (1000 + changes.size()),
            "from_version", version,
            "to_version", release,
            "actor", actor,
            "reason", reason));
    previous = version;
    version = release;
    startedAt = Instant.now();
    boolean healthy = !release.endsWith("-bad");
    health.add(Map.entry(startedAt, healthy && (healsOnRollback || !action.equals("rollback"))));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath();
      if (down(path)) {
        return;
      }
      if (path.startsWith("/api/v1/")) {
        send(exchange, 200, metrics(path, parameters(exchange, body)));
      } else if (!("Bearer " + TOKEN)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, Map.of("error", "a bearer token is needed"));
      } else if (path.equals("/services")) {
        send(exchange, 200, Map.of("services", List.of(orders())));
      } else if (path.equals("/changes")) {
        send(exchange, 200, Map.of("changes", changes()));
      } else {
        act(exchange, path, JSON.readTree(body.isEmpty() ? "{}" : body));
      }
    }
  }

  private synchronized boolean down(String path) {
    return down
        || (metricsDown && path.startsWith("/api/v1/"))
        || (controlDown && path.equals("/services"));
  }

  private synchronized List<Map<String, Object>> changes() {
    return List.copyOf(changes);
  }

  private synchronized Map<String, Object> orders() {
    return Map.of(
        "name",
        "orders",
        "version",
        version,
        "previous",
        previous,
        "replicas",
        1,
        "state",
        "running",
        "started_at",
        startedAt.toEpochMilli() / 1000.0);
  }

  private synchronized void act(HttpExchange exchange, String path, JsonNode body)
      throws IOException {
    var action = path.substring(path.lastIndexOf('/') + 1);
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && answered.containsKey(key)) {
      send(exchange, 200, JSON.readTree(answered.get(key)));
      return;
    }
    if (!body.path("expected_version").asString(version).equals(version)) {
      send(exchange, 409, Map.of("error", "the current version is " + version));
      return;
    }
    var target = action.equals("rollback") ? previous : body.path("version").asString();
    var plan = Map.of("from_version", version, "to_version", target, "healthy", true);
    if (!body.path("dry_run").asBoolean(false)) {
      Runnable effect = () -> effect(action, target, key, body, JSON.writeValueAsString(plan));
      if (!late.isZero()) {
        CompletableFuture.delayedExecutor(late.toMillis(), TimeUnit.MILLISECONDS).execute(effect);
        return;
      }
      effect.run();
    }
    send(exchange, 200, plan);
  }

  private synchronized void effect(
      String action, String target, String key, JsonNode body, String answer) {
    put(target, action, body.path("actor").asString(), body.path("reason").asString());
    effects.add(action + " " + key);
    answered.put(key, answer);
  }

  private static Map<String, String> parameters(HttpExchange exchange, String body) {
    var raw = exchange.getRequestURI().getRawQuery();
    var found = new HashMap<String, String>();
    for (var pair : ((raw == null ? "" : raw) + "&" + body).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        found.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  /** Queries are "signal:service"; anything else, such as a check, has one constant point. */
  private Map<String, Object> metrics(String path, Map<String, String> asked) {
    if (!path.endsWith("query_range")) {
      return answer("vector", List.of(Map.of("metric", Map.of(), "value", List.of(0, "1"))));
    }
    double from = seconds(asked.get("start"));
    double to = Math.min(seconds(asked.get("end")), Instant.now().toEpochMilli() / 1000.0);
    var values = new ArrayList<List<Object>>();
    for (double at = from; at <= to; at += 1) {
      values.add(List.of(at, Double.toString(value(asked.get("query"), at))));
    }
    return answer("matrix", List.of(Map.of("metric", Map.of(), "values", values)));
  }

  private static double seconds(String text) {
    return text.contains("T")
        ? Instant.parse(text).toEpochMilli() / 1000.0
        : Double.parseDouble(text);
  }

  private static Map<String, Object> answer(String type, Object result) {
    return Map.of("status", "success", "data", Map.of("resultType", type, "result", result));
  }

  private synchronized double value(String query, double at) {
    boolean healthy = true;
    for (var change : health) {
      if (change.getKey().toEpochMilli() / 1000.0 <= at) {
        healthy = change.getValue();
      }
    }
    boolean orders = query.endsWith(":orders");
    return switch (query.substring(0, Math.max(0, query.indexOf(':')))) {
      case "rate" -> 5;
      case "errors" -> healthy ? 0 : orders ? 0.6 : 0.55;
      case "latency" -> 0.02;
      case "saturation" -> 0.1;
      default -> 1;
    };
  }

  private static void send(HttpExchange exchange, int status, Object body) {
    var bytes = JSON.writeValueAsBytes(body);
    try {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
