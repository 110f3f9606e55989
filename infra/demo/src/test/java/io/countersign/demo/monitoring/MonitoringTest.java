package io.countersign.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.net.Await;
import io.countersign.demo.net.ChildProcesses;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The stand-in and the real ones are asked and tell the same. */
class MonitoringTest {
  private static final Duration SOON = Duration.ofMinutes(4);

  @TempDir Path folder;
  private final ShopEstate estate = new ShopEstate();
  private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
  private final List<String> bearers = new CopyOnWriteArrayList<>();
  private final LoopbackServer product = new LoopbackServer(Map.of("/", this::take));

  @AfterEach
  void stop() {
    estate.close();
    product.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    bearers.add(exchange.getRequestHeaders().getFirst("Authorization"));
    posts.add(JsonHttp.JSON.readTree(exchange.getRequestBody().readAllBytes()));
    LoopbackServer.answer(exchange, 202, "application/json", "{}");
  }

  private MonitoringTargets targets() throws IOException {
    var token = Files.writeString(folder.resolve("token"), "s3cret");
    var webhook = product.url("/hook");
    return new MonitoringTargets(estate.ports(), ShopEstate.ENVIRONMENT, webhook, token, folder);
  }

  @Test
  void theStandInRaisesAndResolvesWhatABadReleaseCauses() throws Exception {
    try (var monitoring = new StandInMonitoring(targets())) {
      assertThat(monitoring.description()).contains("stand-in", "only the recorded series");
      raisesAndResolves(monitoring);
    }
  }

  @Test
  void theRealOnesDoTheSameFromTheSameConfiguration() throws Exception {
    var path = System.getenv().getOrDefault("PATH", "");
    var prometheus = ChildProcesses.find(path, "prometheus");
    var alertmanager = ChildProcesses.find(path, "prometheus-alertmanager", "alertmanager");
    assumeTrue(
        prometheus.isPresent() && alertmanager.isPresent(),
        "SKIPPED: prometheus and prometheus-alertmanager are not on the path");
    try (var monitoring =
        new PrometheusAndAlertmanager(prometheus.get(), alertmanager.get(), targets())) {
      raisesAndResolves(monitoring);
    }
  }

  private void raisesAndResolves(Monitoring monitoring) {
    for (var series : List.of("request_rate:5s", "error_ratio:5s", "latency_p95:5s", "up")) {
      assertThat(Await.until(SOON, () -> !range(monitoring, series).isEmpty())).as(series).isTrue();
    }
    assertThat(value(monitoring, "error_ratio:5s")).isZero();
    assertThat(posts).isEmpty();
    estate.deploy(ShopEstate.BAD);
    assertThat(Await.until(SOON, () -> all("firing"))).isTrue();
    assertThat(posts.getFirst().path("version").asString()).isEqualTo("4");
    assertThat(bearers).containsOnly("Bearer s3cret");
    assertThat(value(monitoring, "error_ratio:5s")).isGreaterThan(0.2);
    estate.deploy(ShopEstate.GOOD);
    assertThat(Await.until(SOON, () -> all("resolved"))).isTrue();
  }

  /** The last that was told of each alert: orders and what calls it fail, and nothing else. */
  private boolean all(String status) {
    var last = new HashMap<String, String>();
    for (var post : posts) {
      for (var alert : post.path("alerts")) {
        assertThat(alert.at("/labels/alertname").asString()).isEqualTo("HighErrorRate");
        assertThat(alert.at("/labels/environment").asString()).isEqualTo("production");
        last.put(alert.at("/labels/service").asString(), alert.path("status").asString());
      }
    }
    return last.equals(Map.of("orders", status, "shop-web", status));
  }

  private static JsonNode range(Monitoring monitoring, String series) {
    var now = Instant.now().getEpochSecond();
    var form =
        "query="
            + URLEncoder.encode(
                "service:" + series + "{service=\"orders\"}", StandardCharsets.UTF_8)
            + "&start="
            + (now - 3)
            + ".000&end="
            + now
            + ".000&step=1.000";
    var url = URI.create(monitoring.queries() + "/api/v1/query_range?" + form);
    try {
      return JsonHttp.get(url, "").body().at("/data/result/0/values");
    } catch (UncheckedIOException _) {
      return JsonHttp.JSON.missingNode();
    }
  }

  /** The last one; on a busy machine there may be none for a while. */
  private static double value(Monitoring monitoring, String series) {
    var points = new AtomicReference<>(range(monitoring, series));
    assertThat(
            Await.until(
                SOON,
                () ->
                    !points.get().isEmpty()
                        || !points.updateAndGet(_ -> range(monitoring, series)).isEmpty()))
        .as(series)
        .isTrue();
    return Double.parseDouble(points.get().path(points.get().size() - 1).path(1).asString());
  }

  @Test
  void theStandInRefusesWhatIsNotRecorded() throws Exception {
    try (var monitoring = new StandInMonitoring(targets())) {
      for (var query :
          List.of("sum(up)", "service:up{service=\"nobody\"}", "other{service=\"x\"}")) {
        var path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        var reply = JsonHttp.get(URI.create(monitoring.queries() + path), "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error").asString()).contains("only the recorded series");
      }
      var one = JsonHttp.get(URI.create(monitoring.queries() + "/api/v1/query?query=1"), "");
      assertThat(one.body().path("status").asString()).isEqualTo("success");
    }
  }
}
