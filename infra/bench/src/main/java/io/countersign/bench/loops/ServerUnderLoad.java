package io.countersign.bench.loops;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** A server that is up, and who sends it alerts. */
final class ServerUnderLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ACTIONS = "countersign_temporal_actions_total";
  static final String CONFIGURATION =
      """
      integrations:
        alertmanager:
          kind: alertmanager
          labels: {service: service.name, environment: deployment.environment.name}
          entityKind: service
          signalLabel: signal
      """;

  private final MeasuredServer server;
  private final AlertSender sender;

  /** One that takes alerts in and asks nobody, with further settings, on a free port. */
  ServerUnderLoad(String settings) throws IOException {
    this(CONFIGURATION + settings, 0);
  }

  ServerUnderLoad(String configuration, int port) throws IOException {
    server =
        new MeasuredServer(Files.createTempDirectory("countersign-bench-"), configuration, port);
    try {
      await("the server listens", () -> !server.url().isEmpty() && Files.exists(server.password()));
      sender = new AlertSender(server.url(), Files.readString(server.password()).strip());
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** A question whose answer changes. */
  interface Question {
    boolean ask() throws IOException;
  }

  static void await(String what, Question question) throws IOException {
    var end = Instant.now().plus(PATIENCE);
    while (!question.ask()) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("not within " + PATIENCE + ": " + what);
      }
      pause(Duration.ofSeconds(1));
    }
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  MeasuredServer server() {
    return server;
  }

  AlertSender sender() {
    return sender;
  }

  double count(String event) throws IOException {
    return sender.metric("countersign_incidents_" + event + "_total");
  }

  /** What loops asked of Temporal: starts, signals, timers, activities, and their own turns. */
  double actions() throws IOException {
    return sender.metric(ACTIONS);
  }

  /** Those of one kind. */
  double actions(String kind) throws IOException {
    return sender.metric(ACTIONS, "kind=\"" + kind + "\"");
  }

  double recyclings() throws IOException {
    return sender.metric("countersign_temporal_recycled_total");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
