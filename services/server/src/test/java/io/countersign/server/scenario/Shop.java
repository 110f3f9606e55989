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
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A shop of three services behind real HTTP: {@code web} calls {@code orders} and {@code stock}. It
 * answers Prometheus range queries from its own history, takes releases, rollbacks, starts,
 * restarts and scalings, and keeps a list of changes. What a version does to the error ratio is
 * decided by the version: those that end in {@code -bad} fail.
 */
final class Shop implements AutoCloseable {
  static final String TOKEN = "shop-control-token";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Map<String, Object>> changes = new ArrayList<>();
  private final Map<String, ShopService> services = new TreeMap<>();
  private final Map<String, String> answered = new HashMap<>();
  private final List<String> effects = new ArrayList<>();
  private final List<String> acts = new ArrayList<>();
  private final Map<String, String> also = new TreeMap<>();
  private boolean healsOnRollback = true;
  private volatile Runnable whenRead = () -> {};
  private Duration late = Duration.ZERO;
  private boolean down;
  private boolean metricsDown;
  private boolean controlDown;
  private volatile CountDownLatch acting = new CountDownLatch(0);

  Shop() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    List.of("orders", "stock").forEach(name -> services.put(name, new ShopService(name)));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A release, as a pipeline would do it. */
  synchronized void deploy(String release) {
    run(service("orders"), release, "deploy", "pipeline", "regular release");
  }

  /** The fault goes away although nobody did anything. */
  synchronized void healByItself() {
    service("orders").becomes(ShopService.WELL, Instant.now());
  }

  /** A fault begins, or began a while ago. */
  synchronized void suffers(String name, ShopService.Condition condition, Instant since) {
    service(name).becomes(condition, since);
  }

  /** A process dies and nothing starts it again. */
  synchronized void crash(String name) {
    service(name).state = "stopped";
    service(name).becomes(ShopService.GONE, Instant.now());
  }

  private ShopService service(String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  /** From now on a rollback is carried out and doesn't help. */
  synchronized void rollbackDoesNotHelp() {
    healsOnRollback = false;
  }

  /** What happens each time that somebody is about to read the services' states. */
  void whenRead(Runnable somethingElse) {
    whenRead = somethingElse;
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

  /** What every answer to an action holds beside what was asked for. */
  synchronized void answersAlso(Map<String, String> more) {
    also.putAll(more);
  }

  /** Something changed that nothing else has to do with. */
  synchronized void tellsOfAChange(String reason) {
    changes.add(
        Map.of(
            "service",
            "elsewhere",
            "action",
            "config",
            "at",
            Instant.now().toEpochMilli() / 1000.0,
            "change_id",
            "CHG-" + (1000 + changes.size()),
            "actor",
            "pipeline",
            "reason",
            reason));
  }

  /** From now on whoever asks for an action waits, as if it took that long, until {@link #goOn}. */
  void holdsActions() {
    acting = new CountDownLatch(1);
  }

  void goOn() {
    acting.countDown();
  }

  synchronized String version() {
    return service("orders").version;
  }

  /** What the product had done: action and key, in order, once each. */
  synchronized List<String> effects() {
    return List.copyOf(effects);
  }

  /** What the product had done, in words: {@code start orders}. */
  synchronized List<String> acts() {
    return List.copyOf(acts);
  }

  private void run(ShopService it, String release, String action, String actor, String reason) {
    changes.add(
        Map.of(
            "service",
            it.name,
            "action",
            action,
            "at",
            Instant.now().toEpochMilli() / 1000.0,
            "change_id",
            "CHG-" + (1000 + changes.size()),
            "from_version",
            it.version,
            "to_version",
            release,
            "actor",
            actor,
            "reason",
            reason));
    if (action.equals("deploy") || action.equals("rollback")) {
      it.previous = it.version;
      it.version = release;
    }
    it.state = "running";
    it.startedAt = action.equals("scale") ? it.startedAt : Instant.now();
    it.becomes(after(it, action), Instant.now());
  }

  /** A bad release stays bad whatever else is done, and more customers stay as many. */
  private ShopService.Condition after(ShopService it, String action) {
    if (it.version.endsWith("-bad") || (action.equals("rollback") && !healsOnRollback)) {
      return ShopService.FAILING;
    }
    return action.equals("scale") ? ShopService.crowded(it.replicas) : ShopService.WELL;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestURI().getPath().equals("/services")) {
        whenRead.run();
      }
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
        send(exchange, 200, Map.of("services", views()));
      } else if (path.equals("/changes")) {
        send(exchange, 200, Map.of("changes", changes()));
      } else {
        var asked = JSON.readTree(body.isEmpty() ? "{}" : body);
        if (!asked.path("dry_run").asBoolean(false)) {
          await(acting);
        }
        act(exchange, path, asked);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private synchronized List<Map<String, Object>> views() {
    return services.values().stream().map(ShopService::view).toList();
  }

  private synchronized void act(HttpExchange exchange, String path, JsonNode body)
      throws IOException {
    var parts = path.split("/", -1);
    var it = service(parts[2]);
    var action = parts[3];
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && answered.containsKey(key)) {
      send(exchange, 200, JSON.readTree(answered.get(key)));
      return;
    }
    if (!body.path("expected_version").asString(it.version).equals(it.version)) {
      send(exchange, 409, Map.of("error", "the current version is " + it.version));
      return;
    }
    if (action.equals("scale") && !body.path("replicas").isInt()) {
      send(exchange, 422, Map.of("error", "replicas must be a whole number"));
      return;
    }
    var target =
        switch (action) {
          case "rollback" -> it.previous;
          case "deploy" -> body.path("version").asString();
          default -> it.version;
        };
    var plan = new TreeMap<String, Object>(also);
    plan.putAll(Map.of("from_version", it.version, "to_version", target, "healthy", true));
    if (!body.path("dry_run").asBoolean(false)) {
      Runnable effect = () -> effect(it, action, target, key, body, JSON.writeValueAsString(plan));
      if (!late.isZero()) {
        CompletableFuture.delayedExecutor(late.toMillis(), TimeUnit.MILLISECONDS).execute(effect);
        return;
      }
      effect.run();
    }
    send(exchange, 200, plan);
  }

  private synchronized void effect(
      ShopService it, String action, String target, String key, JsonNode body, String answer) {
    it.replicas = body.path("replicas").asInt(it.replicas);
    run(it, target, action, body.path("actor").asString(), body.path("reason").asString());
    effects.add(action + " " + key);
    acts.add(action + " " + it.name + (action.equals("scale") ? " to " + it.replicas : ""));
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
      double value = value(asked.get("query"), at);
      if (!Double.isNaN(value)) {
        values.add(List.of(at, Double.toString(value)));
      }
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
    var parts = query.split(":", 2);
    var known = parts.length == 2 ? services.get(parts[1]) : null;
    if (known != null) {
      return known.value(parts[0], at);
    }
    return parts[0].equals("errors") ? passedOn(at) : ShopService.WELL.value(parts[0], 0);
  }

  /** What fails below fails in {@code web} too. */
  private double passedOn(double at) {
    return services.values().stream()
        .mapToDouble(it -> it.value("up", at) > 0 ? 0.9 * it.value("errors", at) : 0.9)
        .max()
        .orElse(0);
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
    goOn();
    server.stop(0);
  }
}
