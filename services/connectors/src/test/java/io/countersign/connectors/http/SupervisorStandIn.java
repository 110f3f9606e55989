package io.countersign.connectors.http;

import static io.countersign.connectors.testing.LoopbackServer.answer;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.testing.LoopbackServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A control API as a supervisor of services has it. */
final class SupervisorStandIn implements AutoCloseable {
  static final String TOKEN = "control-token-1234";
  private static final JsonMapper JSON = new JsonMapper();

  final LoopbackServer server = new LoopbackServer(this::handle);
  final AtomicInteger effects = new AtomicInteger();
  volatile Mishap mishap;
  volatile LoopbackServer.Handler instead;

  /** It says that it's done, and does it when it {@link #arrive}s. */
  volatile boolean answersFirst;

  volatile Duration ahead = Duration.ZERO;
  private Runnable late = () -> {};

  private final Map<String, Map<String, String>> services = new ConcurrentHashMap<>();
  private final Map<String, Instant> startedAt = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  void place(String name, Map<String, String> fields) {
    services.put(name, fields);
    startedAt.putIfAbsent(name, Instant.now().minusSeconds(3600));
  }

  /**
   * @param at null: it isn't told
   */
  void runsSince(String name, @Nullable Instant at) {
    startedAt.put(name, at == null ? Instant.MAX : at);
  }

  /** What was late takes place by now, if its key hasn't been seen meanwhile. */
  synchronized void arrive() {
    late.run();
    late = () -> {};
  }

  /** Nobody else answers in its place meanwhile. */
  void goDown() {
    server.goDown();
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(LoopbackServer.Request request, HttpExchange exchange) throws IOException {
    var other = instead;
    if (other != null) {
      other.handle(request, exchange);
    } else if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
      answer(exchange, 401, "{\"error\":\"a bearer token is needed\"}");
    } else if (request.method().equals("GET")) {
      answer(exchange, 200, view());
    } else {
      act(request, exchange);
    }
  }

  private synchronized void act(LoopbackServer.Request request, HttpExchange exchange)
      throws IOException {
    var path = request.uri().getPath().split("/", -1);
    var body = JSON.readTree(request.body());
    var unit = services.get(path[2]);
    var known = answers.get(request.header("Idempotency-Key"));
    if (known != null) {
      answer(exchange, 200, known);
    } else if (body.has("expected_version")
        && !body.get("expected_version").asString().equals(unit.get("version"))) {
      answer(exchange, 409, "{\"error\":\"the current version is not the expected one\"}");
    } else if (body.path("dry_run").asBoolean(false) && mishap != Mishap.DRY_RUN_ACTS) {
      answer(exchange, 200, plan(path, unit).toString());
    } else {
      carryOut(request, exchange, path, unit);
    }
  }

  private void carryOut(
      LoopbackServer.Request request,
      HttpExchange exchange,
      String[] path,
      Map<String, String> unit)
      throws IOException {
    var what = mishap;
    mishap = null;
    if (answersFirst) {
      late = () -> takeEffect(request, path, unit, what);
      answer(exchange, 200, "{\"healthy\":true}");
      return;
    }
    if (what == Mishap.REQUEST_LOST || what == Mishap.LATE) {
      late = what == Mishap.LATE ? () -> takeEffect(request, path, unit, what) : () -> {};
      exchange.close();
      return;
    }
    var result = takeEffect(request, path, unit, what);
    if (what == Mishap.ANSWER_LOST) {
      exchange.close();
    } else {
      answer(exchange, 200, result);
    }
  }

  private String takeEffect(
      LoopbackServer.Request request,
      String[] path,
      Map<String, String> unit,
      @Nullable Mishap what) {
    return answers.computeIfAbsent(
        request.header("Idempotency-Key"), _ -> effect(request, path, unit, what));
  }

  private String effect(
      LoopbackServer.Request request,
      String[] path,
      Map<String, String> unit,
      @Nullable Mishap what) {
    var result = JSON.createObjectNode();
    result.setAll((ObjectNode) plan(path, unit));
    result.put("healthy", what != Mishap.UNHEALTHY).put("log", "x".repeat(40_000));
    result.put("authorization", request.header("Authorization"));
    effects.incrementAndGet();
    var after = new LinkedHashMap<>(unit);
    if (path[3].equals("rollback")) {
      after.put("version", unit.get("previous"));
      after.put("previous", unit.get("version"));
    }
    services.put(path[2], after);
    startedAt.put(path[2], Instant.now().plus(ahead));
    return result.toString();
  }

  private static JsonNode plan(String[] path, Map<String, String> unit) {
    return JSON.createObjectNode()
        .put("service", path[2])
        .put("action", path[3])
        .put("to_version", unit.get("previous"));
  }

  private String view() {
    var list = JSON.createArrayNode();
    services.forEach(
        (name, fields) -> {
          var item = list.addObject().put("name", name);
          fields.forEach(item::put);
          item.putNull("nothing").put("pid", 4711);
          if (!startedAt.get(name).equals(Instant.MAX)) {
            item.put("started_at", BigDecimal.valueOf(startedAt.get(name).toEpochMilli(), 3));
          }
        });
    return JSON.createObjectNode().set("services", list).toString();
  }
}
