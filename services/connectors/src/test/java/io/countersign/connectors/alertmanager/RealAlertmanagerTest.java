package io.countersign.connectors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.silence.LabelMatcher.Fit;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.SilenceSourceContract;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Against a real Alertmanager, started on a free port; skipped where none is installed. */
class RealAlertmanagerTest extends SilenceSourceContract {
  private static final JsonMapper JSON = new JsonMapper();
  @TempDir Path home;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;
  private String url;
  private AlertmanagerSilences source;

  @BeforeEach
  void start() throws Exception {
    var program = program();
    Assumptions.assumeTrue(
        program.isPresent(),
        "SKIPPED: no Alertmanager (prometheus-alertmanager) is installed; its silences weren't"
            + " read");
    int port = FreePort.any();
    url = "http://127.0.0.1:" + port;
    var configuration = home.resolve("alertmanager.yml");
    Files.writeString(configuration, "route: {receiver: none}\nreceivers: [{name: none}]\n");
    process =
        new ProcessBuilder(
                program.get().toString(),
                "--config.file=" + configuration,
                "--storage.path=" + home.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    source =
        new AlertmanagerSilences(
            new SilenceSettings("am", URI.create(url), null, Duration.ofSeconds(60), Set.of()),
            new BoundedHttp());
    Eventually.holds("Alertmanager answers", () -> source.check().ok());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  protected SilenceSource source() {
    return source;
  }

  @Override
  protected void silenced(Silence silence) {
    assertThat(post("/api/v2/silences", body(silence))).contains("silenceID");
  }

  @Override
  protected void down() {
    process.destroyForcibly().onExit().join();
  }

  @Test
  void whatAlertmanagerSilencesFitsHereToo() {
    silenced(silence("", now.minusSeconds(1), now.plusSeconds(300), Silence.State.ACTIVE));
    var id = Outcomes.value(source.silences()).getFirst().id();
    var shop = Map.of("alertname", "Down", "service", "shop", "job", "web");
    var batch = Map.of("alertname", "Down", "service", "shop", "job", "nightly-1");
    var cart = Map.of("alertname", "Down", "service", "cart", "job", "web");
    for (var labels : List.of(shop, batch, cart)) {
      var alert = JSON.createObjectNode().put("startsAt", Instant.now().toString());
      labels.forEach(alert.putObject("labels")::put);
      post("/api/v2/alerts", JSON.createArrayNode().add(alert).toString());
    }
    Eventually.holds(
        "Alertmanager has all three", () -> JSON.readTree(get("/api/v2/alerts")).size() == 3);

    for (var alert : JSON.readTree(get("/api/v2/alerts"))) {
      var labels = JSON.convertValue(alert.path("labels"), Map.class);
      boolean silenced = alert.path("status").path("silencedBy").toString().contains(id);
      @SuppressWarnings("unchecked")
      var fit = Outcomes.value(source.silences()).getFirst().fits((Map<String, String>) labels);
      assertThat(fit).as(labels.toString()).isEqualTo(silenced ? Fit.YES : Fit.NO);
    }
  }

  private static String body(Silence silence) {
    var node =
        JSON.createObjectNode()
            .put("createdBy", silence.createdBy())
            .put("comment", silence.comment())
            .put("startsAt", silence.startsAt().toString())
            .put("endsAt", silence.endsAt().toString());
    var matchers = node.putArray("matchers");
    for (var it : silence.matchers()) {
      matchers
          .addObject()
          .put("name", it.name())
          .put("value", it.value())
          .put("isRegex", it.regex())
          .put("isEqual", it.equal());
    }
    return node.toString();
  }

  private String post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> program() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":", -1))
        .flatMap(
            it -> Stream.of("prometheus-alertmanager", "alertmanager").map(Path.of(it)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
