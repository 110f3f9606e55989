package io.countersign.demo.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The line to a page's debugger: one JSON message a call, answered by its number. */
final class DebuggingLine implements WebSocket.Listener, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final StringBuilder parts = new StringBuilder();
  private @Nullable WebSocket socket;

  private DebuggingLine() {}

  static DebuggingLine open(HttpClient client, URI address) {
    var line = new DebuggingLine();
    line.socket = client.newWebSocketBuilder().buildAsync(address, line).join();
    return line;
  }

  /** The result of a method of the protocol. */
  JsonNode call(String method, Map<String, ?> parameters) {
    var socket = this.socket;
    if (socket == null) {
      throw new IllegalStateException("the line isn't open");
    }
    int number = numbers.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>().orTimeout(30, TimeUnit.SECONDS);
    calls.put(number, answer);
    var message = Map.of("id", number, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    return answer.join().path("result");
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      var message = JSON.readTree(parts.toString());
      parts.setLength(0);
      var call = calls.remove(message.path("id").asInt(0));
      if (call != null) {
        call.complete(message);
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    calls.values().forEach(it -> it.completeExceptionally(error));
  }

  @Override
  public void close() {
    var socket = this.socket;
    if (socket != null) {
      socket.abort();
    }
  }
}
