package io.countersign.witness.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.verifier.note.SignedNote;
import io.countersign.witness.protocol.AddCheckpointRequest;
import io.countersign.witness.protocol.CheckpointCosigner;
import io.countersign.witness.protocol.MalformedRequestException;
import io.countersign.witness.protocol.WitnessAnswer;
import io.countersign.witness.store.WitnessFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The witness over HTTP: {@code POST /add-checkpoint}, and {@code GET /<hash of an
 * origin>/checkpoint} for whoever asks what it saw last.
 */
public final class WitnessServer implements AutoCloseable {
  private static final String ADD = "/add-checkpoint";
  private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

  private final WitnessFolder folder;
  private final CheckpointCosigner cosigner;
  private final Consumer<String> notices;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(
      WitnessFolder folder, InstantSource time, Consumer<String> notices, HttpServer server) {
    this.folder = folder;
    this.cosigner = new CheckpointCosigner(folder, time);
    this.notices = notices;
    this.server = server;
  }

  /**
   * Listens when it returns.
   *
   * @param notices takes what whoever runs the witness has to know
   */
  public static WitnessServer start(
      WitnessFolder folder, InetSocketAddress address, InstantSource time, Consumer<String> notices)
      throws IOException {
    ServerBounds.apply();
    var server = new WitnessServer(folder, time, notices, HttpServer.create(address, 0));
    server.server.setExecutor(server.requests);
    server.server.createContext("/", server::handle);
    server.server.start();
    return server;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        var body = exchange.getRequestBody()) { // read or not: else the connection isn't used again
      WitnessReply reply;
      try {
        reply = reply(exchange, body);
      } catch (IOException | RuntimeException e) {
        notices.accept("a request couldn't be answered: " + e);
        reply = WitnessReply.reason(503, "the witness can't read or write its folder");
      }
      send(exchange, reply);
    }
  }

  private WitnessReply reply(HttpExchange exchange, InputStream body) throws IOException {
    var path = exchange.getRequestURI().getRawPath();
    var method = exchange.getRequestMethod();
    var checkpoint = CHECKPOINT.matcher(path == null ? "" : path);
    if (checkpoint.matches()) {
      return method.equals("GET") || method.equals("HEAD")
          ? head(checkpoint.group(1))
          : notAllowed(exchange, "GET, HEAD");
    }
    if (!ADD.equals(path)) {
      return WitnessReply.reason(404, "nothing is here");
    }
    return method.equals("POST") ? add(exchange, body) : notAllowed(exchange, "POST");
  }

  private static WitnessReply notAllowed(HttpExchange exchange, String allowed) {
    exchange.getResponseHeaders().set("Allow", allowed);
    return WitnessReply.reason(405, "use " + allowed);
  }

  private WitnessReply add(HttpExchange exchange, InputStream body) throws IOException {
    byte[] content;
    try {
      content = body.readNBytes(ServerBounds.BODY + 1);
    } catch (IOException e) {
      return WitnessReply.reason(400, "the request ended before its end");
    }
    if (content.length > ServerBounds.BODY) {
      exchange.getResponseHeaders().set("Connection", "close");
      return WitnessReply.reason(413, "a request has at most 128 KiB");
    }
    return add(content);
  }

  private WitnessReply add(byte[] content) throws IOException {
    try {
      var answer = cosigner.add(AddCheckpointRequest.parse(content));
      if (answer instanceof WitnessAnswer.OtherRoot) {
        notices.accept(
            "a log signed two trees of one size: `head` tells which, and where they are kept");
      }
      return WitnessReply.of(answer);
    } catch (MalformedRequestException e) {
      return WitnessReply.reason(400, e.reason());
    }
  }

  private WitnessReply head(String hash) throws IOException {
    var log = folder.byHash(hash);
    var note = log.isPresent() ? log.get().head().checkpoint() : Optional.<SignedNote>empty();
    return note.map(it -> WitnessReply.text(200, it.toString()))
        .orElse(WitnessReply.reason(404, "no checkpoint of such a log was cosigned"));
  }

  private static void send(HttpExchange exchange, WitnessReply reply) throws IOException {
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Ends when what was begun is answered, or after a second. */
  @Override
  public void close() {
    server.stop(1);
    requests.close();
  }
}
