package io.countersign.connectors.ansible;

import static io.countersign.connectors.testing.LoopbackServer.answer;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.testing.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that the playbook {@code switch.yml} switches, and the mishaps of that. */
final class SwitchedService implements AutoCloseable {
  static final String TOKEN = "switch-token-{{lookup('pipe','id>PWNED')}}";
  private static final JsonMapper JSON = new JsonMapper();

  final LoopbackServer server = new LoopbackServer(this::handle);
  final AtomicInteger effects = new AtomicInteger();
  final CountDownLatch switching = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  volatile @Nullable Mishap mishap;
  volatile boolean held;
  volatile @Nullable Instant since;
  volatile Duration ahead = Duration.ZERO;
  volatile String deadline = "";

  /** What takes place when nobody waits for it any more. */
  volatile Runnable late = () -> {};

  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  /** Runs in the middle of a switch, before its effect. */
  volatile Runnable meanwhile = () -> {};

  private final Path folder;
  private final Map<String, Map<String, String>> services = new ConcurrentHashMap<>();

  SwitchedService(Path folder) {
    this.folder = folder;
  }

  void place(String name, Map<String, String> fields) {
    services.put(name, fields);
    try {
      Files.writeString(folder.resolve("wanted"), fields.getOrDefault("version", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes of the playbooks that are told of this folder, whoever started them. */
  List<ProcessHandle> playbooks() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .filter(process -> process.info().commandLine().orElse("").contains("ansible-playbook"))
        .toList();
  }

  /** Nobody else answers in its place meanwhile. */
  void goDown() {
    released.countDown();
    server.goDown();
  }

  @Override
  public void close() {
    released.countDown();
    server.close();
  }

  private void handle(LoopbackServer.Request request, HttpExchange exchange) throws IOException {
    var path = request.uri().getPath().split("/", -1);
    var unit = services.get(path.length > 2 ? path[2] : "");
    if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
      answer(exchange, 401, "{}");
    } else if (unit == null) {
      answer(exchange, 404, "{\"error\":\"no such service\"}");
    } else if (request.uri().getPath().endsWith("/rehearsal")) {
      rehearse(path[2], unit);
      answer(exchange, 200, "{\"ready\":true}");
    } else if (request.method().equals("GET")) {
      answer(exchange, 200, view(unit));
    } else {
      act(path[2], unit, JSON.readTree(request.body()));
      answer(exchange, 200, "{}");
    }
  }

  private String view(Map<String, String> unit) {
    var shown = new LinkedHashMap<>(unit);
    if (since != null) {
      shown.put("since", since.toString());
    }
    return JSON.writeValueAsString(shown);
  }

  private void rehearse(String name, Map<String, String> unit) {
    if (mishap == Mishap.DRY_RUN_ACTS) {
      mishap = null;
      takeEffect(name, unit, unit.getOrDefault("previous", ""), true);
    }
  }

  private void act(String name, Map<String, String> unit, JsonNode body) {
    meanwhile.run();
    switching.countDown();
    if (held) {
      await(released);
    }
    var what = mishap;
    mishap = null;
    deadline = body.path("deadline").asString("");
    Runnable effect =
        () -> {
          var key = body.path("key").asString("");
          if (key.isEmpty() || keys.add(key)) {
            takeEffect(
                name,
                unit,
                body.path("version").asString(unit.getOrDefault("version", "")),
                what != Mishap.UNHEALTHY);
          }
        };
    if (what == Mishap.LATE) {
      late = effect;
    } else if (what != Mishap.REQUEST_LOST) {
      effect.run();
    }
    if (what == Mishap.REQUEST_LOST || what == Mishap.ANSWER_LOST || what == Mishap.LATE) {
      playbooks().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void takeEffect(String name, Map<String, String> unit, String version, boolean healthy) {
    effects.incrementAndGet();
    var after = new LinkedHashMap<>(unit);
    if (!version.equals(unit.get("version"))) {
      after.put("version", version);
      after.put("previous", unit.getOrDefault("version", ""));
    }
    after.put("healthy", Boolean.toString(healthy));
    services.put(name, after);
    since = Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
