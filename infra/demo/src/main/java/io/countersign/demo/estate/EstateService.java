package io.countersign.demo.estate;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One service of the shop: does its work by asking the next one, and counts. */
final class EstateService implements AutoCloseable {
  private final String name;
  private final Optional<URI> next;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final LoopbackServer listener;
  private volatile Release release;

  EstateService(String name, Optional<URI> next, Release release) {
    this.name = name;
    this.next = next;
    this.release = release;
    this.listener = new LoopbackServer(Map.of("/", this::serve, "/metrics", this::metrics));
  }

  String name() {
    return name;
  }

  URI url() {
    return listener.url("/");
  }

  int port() {
    return listener.port();
  }

  Release release() {
    return release;
  }

  void run(Release other) {
    release = other;
  }

  private void serve(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    metrics.began();
    int status = work();
    metrics.ended(status, System.nanoTime() - began);
    LoopbackServer.answer(exchange, status, "text/plain", status == 200 ? "ok\n" : "failed\n");
  }

  /** A bad release fails after it has asked the next service, so that nothing else changes. */
  private int work() {
    int below = next.map(EstateService::ask).orElse(200);
    boolean fails = ThreadLocalRandom.current().nextDouble() < release.failing();
    return fails || below != 200 ? 500 : 200;
  }

  private static int ask(URI next) {
    try {
      JsonHttp.text(next);
      return 200;
    } catch (IOException _) {
      return 500;
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    LoopbackServer.answer(exchange, 200, "text/plain; version=0.0.4", metrics.text());
  }

  @Override
  public void close() {
    listener.close();
  }
}
