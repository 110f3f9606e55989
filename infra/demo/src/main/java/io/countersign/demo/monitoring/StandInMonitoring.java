package io.countersign.demo.monitoring;

import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The stand-in where Prometheus and Alertmanager aren't installed: enough of both for this estate.
 */
public final class StandInMonitoring implements Monitoring {
  private static final Duration GROUP_WAIT = Duration.ofSeconds(1);
  private static final Duration REPEAT = Duration.ofSeconds(10);

  private final MonitoringTargets targets;
  private final Map<String, RecordingRules> recordings = new ConcurrentHashMap<>();
  private final StandInAlerts alerts;
  private final LoopbackServer listener;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private Optional<Instant> due = Optional.empty();

  public StandInMonitoring(MonitoringTargets targets) {
    this.targets = targets;
    this.alerts = new StandInAlerts(targets.environment());
    targets.services().keySet().forEach(service -> recordings.put(service, new RecordingRules()));
    this.listener =
        new LoopbackServer(
            Map.of("/", new StandInQueries(targets.environment(), recordings)::serve));
    var _ = pace.scheduleAtFixedRate(this::runRound, 0, 1, TimeUnit.SECONDS);
  }

  /** Nothing of a round may end the rounds to come. */
  private void runRound() {
    try {
      round(Instant.now());
    } catch (RuntimeException failed) {
      System.err.println("stand-in: " + failed);
    }
  }

  private void round(Instant now) {
    targets.services().forEach((service, port) -> scrape(now, service, port));
    if (alerts.evaluate(now, recordings)
        && due.filter(at -> at.isBefore(now.plus(GROUP_WAIT))).isEmpty()) {
      due = Optional.of(now.plus(GROUP_WAIT));
    }
    if (alerts.any() && due.filter(at -> !at.isAfter(now)).isPresent()) {
      due = Optional.of(post() ? now.plus(REPEAT) : now);
    }
  }

  private void scrape(Instant now, String service, int port) {
    var recording = recordings.getOrDefault(service, new RecordingRules());
    try {
      var text = JsonHttp.text(URI.create("http://127.0.0.1:" + port + "/metrics"));
      recording.add(Scrape.of(now, text));
    } catch (IOException _) {
      recording.add(new Scrape(now, Map.of()));
    }
  }

  /** Whether it was taken; else it's sent again in the next round. */
  private boolean post() {
    try {
      var token = Files.readString(targets.tokenFile()).strip();
      return JsonHttp.send("POST", targets.webhook(), token, alerts.payload(), Map.of())
          .succeeded();
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  @Override
  public String description() {
    return "a stand-in for Prometheus and Alertmanager, which are not installed here;"
        + " it knows only the recorded series of this estate";
  }

  @Override
  public URI queries() {
    return listener.url("");
  }

  @Override
  public void close() {
    pace.shutdownNow();
    listener.close();
  }
}
