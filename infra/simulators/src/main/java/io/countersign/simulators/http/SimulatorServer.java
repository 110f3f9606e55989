package io.countersign.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server on loopback that answers by a function, save where its script of faults says else. */
public final class SimulatorServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());

  private final HttpServer server;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final FaultScript faults = new FaultScript();
  private final Function<SimulatedRequest, SimulatedAnswer> answers;

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   */
  public SimulatorServer(int port, Function<SimulatedRequest, SimulatedAnswer> answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(callers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address without a path or a slash at the end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public FaultScript faults() {
    return faults;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      switch (faults.take(request.method() + " " + exchange.getRequestURI()).orElse(null)) {
        case null -> send(exchange, answers.apply(request));
        case Fault.Answer it ->
            send(
                exchange,
                new SimulatedAnswer(
                    it.status(),
                    it.contentType(),
                    it.body().getBytes(StandardCharsets.UTF_8),
                    it.headers()));
        case Fault.Late it -> sendLate(exchange, request, it);
        case Fault.LostAnswer _ -> {
          var _ = answers.apply(request);
        }
        case Fault.Unreachable _ -> {}
      }
    } catch (RuntimeException e) {
      // A slip of the simulator's own must not pass for an answer that was lost.
      LOG.log(System.Logger.Level.ERROR, "a slip of the simulator", e);
      throw e;
    }
  }

  private void sendLate(HttpExchange exchange, SimulatedRequest request, Fault.Late late)
      throws IOException {
    var answer = answers.apply(request);
    try {
      Thread.sleep(late.by());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    send(exchange, answer);
  }

  private static SimulatedRequest read(HttpExchange exchange) throws IOException {
    var headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().getFirst()));
    var uri = exchange.getRequestURI();
    return new SimulatedRequest(
        exchange.getRequestMethod(),
        uri.getPath(),
        parameters(uri.getRawQuery()),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  /** The parameters of a query or of a form. */
  public static Map<String, String> parameters(@org.jspecify.annotations.Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return Map.of();
    }
    return Arrays.stream(encoded.split("&", -1))
        .map(it -> it.split("=", 2))
        .collect(
            Collectors.toMap(
                it -> decoded(it[0]), it -> it.length > 1 ? decoded(it[1]) : "", (_, b) -> b));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, SimulatedAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (!answer.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    }
    var body = answer.body();
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    callers.shutdownNow();
  }
}
