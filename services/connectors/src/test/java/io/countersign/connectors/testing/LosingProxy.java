package io.countersign.connectors.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A way to a server, on which an answer can get lost after the request took effect. */
public final class LosingProxy implements AutoCloseable {
  private static final List<String> KEPT =
      List.of("Authorization", "Content-Type", "Accept", "Date", "X-Total-Count", "Link");

  private final URI target;
  private final UnaryOperator<String> asked;
  private final BinaryOperator<String> answered;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicReference<@Nullable String> toLose = new AtomicReference<>();

  public LosingProxy(URI target) {
    this(target, it -> it, (_, body) -> body);
  }

  /**
   * One that also translates between two who'd understand each other but for names.
   *
   * @param asked what becomes of a request's path and query
   * @param answered what becomes of the body of the answer to a path
   */
  public LosingProxy(URI target, UnaryOperator<String> asked, BinaryOperator<String> answered) {
    this.target = target;
    this.asked = asked;
    this.answered = answered;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::forward);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request of a method to a path that this pattern matches has no answer. */
  public void loseNext(String request) {
    toLose.set(request);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var request =
          HttpRequest.newBuilder(target.resolve(asked.apply(uri.toString())))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (var name : KEPT) {
        var value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var text = new String(answer.body(), StandardCharsets.UTF_8);
      var body = answered.apply(uri.getPath(), text).getBytes(StandardCharsets.UTF_8);
      var lost = toLose.get();
      if (lost != null && (exchange.getRequestMethod() + " " + uri.getPath()).matches(lost)) {
        toLose.set(null);
        return;
      }
      for (var name : KEPT) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(it -> exchange.getResponseHeaders().set(name, it));
      }
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
