package io.countersign.simulators.slack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The connections of Socket Mode: each is opened with a ticket that is good once. */
final class Sockets implements AutoCloseable {
  private static final int MOST = 10;

  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Boolean> tickets = new ConcurrentHashMap<>();
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final Server server = new Server();

  Sockets() {
    server.setReuseAddr(true);
    server.setDaemon(true);
    server.start();
    try {
      if (!started.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the sockets' server doesn't start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A new address to connect to. */
  URI newAddress() {
    var ticket = UUID.randomUUID().toString();
    tickets.put(ticket, true);
    return URI.create("ws://127.0.0.1:" + server.getPort() + "/link/?ticket=" + ticket);
  }

  /** How many are connected. */
  int connected() {
    return open.size();
  }

  /** Tells every client to connect anew, as Slack does now and then. */
  void refresh() {
    var note = JsonNodeFactory.instance.objectNode().put("type", "disconnect");
    note.put("reason", "refresh_requested").putObject("debug_info").put("host", "applink-sim");
    open.forEach(
        it -> {
          it.send(note.toString());
          it.close();
        });
  }

  /** Cuts every connection without a word. */
  void cut() {
    open.forEach(it -> it.closeConnection(1006, "cut"));
  }

  /** Sends one envelope; what it's acknowledged with, if it is in time. */
  Optional<JsonNode> send(String type, JsonNode payload, boolean takesAnswer, int attempt) {
    var socket = open.stream().filter(WebSocket::isOpen).findFirst();
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    var id = UUID.randomUUID().toString();
    var ack = new CompletableFuture<JsonNode>();
    waiting.put(id, ack);
    try {
      socket.get().send(envelope(id, type, payload, takesAnswer, attempt).toString());
      return Optional.of(ack.get(Deliveries.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | RuntimeException _) {
      return Optional.empty();
    } finally {
      waiting.remove(id);
    }
  }

  private static ObjectNode envelope(
      String id, String type, JsonNode payload, boolean takesAnswer, int attempt) {
    var it = JsonNodeFactory.instance.objectNode().put("envelope_id", id);
    it.set("payload", payload);
    it.put("type", type).put("accepts_response_payload", takesAnswer);
    if (type.equals("events_api")) {
      it.put("retry_attempt", attempt).put("retry_reason", attempt == 0 ? "" : "timeout");
    }
    return it;
  }

  @Override
  public void close() {
    try {
      server.stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The listening side. */
  private final class Server extends WebSocketServer {
    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      var ticket = handshake.getResourceDescriptor().replaceAll(".*ticket=([^&]*).*", "$1");
      if (tickets.remove(ticket) == null || open.size() >= MOST) {
        socket.close(4000, "no ticket");
        return;
      }
      open.add(socket);
      var hello = JsonNodeFactory.instance.objectNode().put("type", "hello");
      hello.put("num_connections", open.size());
      hello.putObject("debug_info").put("host", "applink-sim").put("build_number", 1);
      hello.putObject("connection_info").put("app_id", "A0COUNTER1");
      socket.send(hello.toString());
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      var ack = read(message);
      var waiter = waiting.get(ack.path("envelope_id").asString(""));
      if (waiter != null) {
        waiter.complete(ack.path("payload"));
      }
    }

    private static JsonNode read(String message) {
      try {
        return JsonMapper.shared().readTree(message);
      } catch (tools.jackson.core.JacksonException _) {
        return MissingNode.getInstance();
      }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      open.remove(socket);
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
      if (socket != null) {
        open.remove(socket);
      }
    }
  }
}
