package io.countersign.connectors.prometheus;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.connectors.testing.EvidenceSourceContract;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PrometheusSourceTest extends EvidenceSourceContract {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, List<LabelledSeries>> data = new ConcurrentHashMap<>();
  private volatile LoopbackServer.Handler handler = this::prometheus;
  private final LoopbackServer server =
      new LoopbackServer((request, exchange) -> handler.handle(request, exchange));
  private final BoundedHttp http = new BoundedHttp();
  private PrometheusSource source = new PrometheusSource(settings(60, null), http);

  @TempDir Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected EvidenceSource source() {
    return source;
  }

  @Override
  protected void given(String query, List<LabelledSeries> series) {
    data.put(query, series);
  }

  @Override
  protected void down() {
    server.goDown();
  }

  @Test
  void aQueryThatIsNotUnderstoodIsRefused() {
    handler =
        (_, exchange) ->
            answer(
                exchange,
                400,
                """
                {"status":"error","errorType":"bad_data","error":"parse error: unexpected end"}\
                """);
    var failed = ask();
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category()).isEqualTo(FailureCategory.USER);
    assertThat(failed.message()).contains("parse error");
  }

  @Test
  void anOverloadedSourceMayBeAskedAgain() {
    handler =
        (_, exchange) ->
            answer(
                exchange,
                503,
                """
                {"status":"error","errorType":"timeout","error":"query timed out"}\
                """);
    assertThat(ask().category()).isEqualTo(FailureCategory.INSUFFICIENT_RESOURCES);
  }

  @Test
  void aSourceThatTricklesIsGivenUpInTime() {
    source = new PrometheusSource(settings(1, null), http);
    var done = new CountDownLatch(1);
    handler =
        (_, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(done);
        };
    try {
      assertThat(ask().code()).isEqualTo(FailureCode.TIMEOUT);
    } finally {
      done.countDown();
    }
  }

  @Test
  void anAnswerBeyondTheBoundIsNotRead() {
    handler = (_, exchange) -> answer(exchange, 200, "\"" + "x".repeat(9 * 1024 * 1024) + "\"");
    assertThat(ask().code()).isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void whatIsNotPrometheusIsABadAnswer() {
    handler = (_, exchange) -> answer(exchange, 200, "<html>welcome</html>");
    assertThat(ask().code()).isEqualTo(FailureCode.BAD_ANSWER);
    handler =
        (_, exchange) ->
            answer(
                exchange,
                200,
                """
                {"status":"success","data":{"resultType":"matrix","result":[{"values":[[1,"x"]]}]}}\
                """);
    assertThat(ask().code()).isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void whatASourceLeftOutIsTold() {
    handler =
        (_, exchange) ->
            answer(
                exchange,
                200,
                """
                {"status":"success","warnings":["store eu-2: deadline exceeded"],
                 "infos":["metric might not be a counter"],
                 "data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"0"]]}]}}\
                """);
    assertThat(whole().shortcomings()).containsExactly("store eu-2: deadline exceeded");
  }

  @Test
  void nativeHistogramsAreNotTakenForNothing() {
    handler =
        (_, exchange) ->
            answer(
                exchange,
                200,
                """
                {"status":"success","data":{"resultType":"matrix","result":
                 [{"metric":{},"histograms":[[1,{"count":"7","sum":"1.5","buckets":[]}]]}]}}\
                """);
    assertThat(whole().shortcomings()).singleElement().asString().contains("histogram_quantile");
  }

  @Test
  void aRedirectIsNotFollowed() {
    handler =
        (_, exchange) -> {
          exchange.getResponseHeaders().set("Location", server.url() + "/elsewhere");
          answer(exchange, 302, "");
        };
    assertThat(ask().code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theBearerIsReadAnewAndNeverTold() throws IOException {
    var token = folder.resolve("token");
    Files.writeString(token, "first-secret\n");
    source = new PrometheusSource(settings(60, "file:" + token), http);
    handler =
        (request, exchange) -> answer(exchange, 401, "no: " + request.header("Authorization"));
    var failed = ask();
    assertThat(failed.code()).isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(failed.message()).doesNotContain("first-secret");
    Files.writeString(token, "second-secret");
    assertThat(ask().message()).doesNotContain("second-secret");
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer second-secret");
    Files.writeString(token, "");
    assertThat(ask().code()).isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void queriesComeFromTheConfiguration() {
    var problems = new ArrayList<InputProblem>();
    var signals =
        JSON.readTree(
            """
            {"url": "http://127.0.0.1:1", "timeoutSecond": 3, "bearer": "hunter2", "signals":
              {"service": {"up": "max(up{service=\\"${name}\\"})", "rate": "${nam}", "fame": "1"}}}
            """);
    var reader = SettingsReader.of(signals, "/evidence/prometheus", problems);
    var settings = PrometheusSettings.read("prometheus", reader);
    reader.finish();
    assertThat(problems)
        .extracting(InputProblem::at)
        .containsExactlyInAnyOrder(
            "/evidence/prometheus/bearer",
            "/evidence/prometheus/signals/service/rate",
            "/evidence/prometheus/signals/service/fame",
            "/evidence/prometheus/timeoutSecond");
    assertThat(settings.signals().query(EntityId.service("rig", "payments"), Signal.UP))
        .contains("max(up{service=\"payments\"})");
    assertThat(settings.signals().query(EntityId.service("rig", "payments"), Signal.RATE))
        .isEmpty();
  }

  private RangeAnswer whole() {
    return Outcomes.value(source.range("q", T0, T0.plusSeconds(9), STEP));
  }

  private Outcome.Failed<?> ask() {
    return Outcomes.failed(source.range("q", T0, T0.plusSeconds(9), STEP));
  }

  private PrometheusSettings settings(int timeoutSeconds, String bearer) {
    var node =
        JSON.createObjectNode().put("url", server.url()).put("timeoutSeconds", timeoutSeconds);
    if (bearer != null) {
      node.put("bearer", bearer);
    }
    return PrometheusSettings.read("prometheus", SettingsReader.of(node, "", new ArrayList<>()));
  }

  /** As the real one answers. */
  private void prometheus(LoopbackServer.Request request, HttpExchange exchange)
      throws IOException {
    if (request.uri().getPath().equals("/api/v1/query")) {
      answer(exchange, 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\"}}");
      return;
    }
    var form =
        Arrays.stream(request.body().split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    var result = JSON.createArrayNode();
    for (var series : data.get(form.get("query"))) {
      var values = JSON.createArrayNode();
      for (var point : series.answered()) {
        var at = BigDecimal.valueOf(point.at().toEpochMilli(), 3);
        if (at.compareTo(new BigDecimal(form.get("start"))) >= 0
            && at.compareTo(new BigDecimal(form.get("end"))) <= 0) {
          values.addArray().add(at).add(text(point.value()));
        }
      }
      var item = JSON.createObjectNode();
      item.set("metric", JSON.valueToTree(series.labels()));
      item.set("values", values);
      result.add(item);
    }
    var body = JSON.createObjectNode().put("status", "success");
    body.putObject("data").put("resultType", "matrix").set("result", result);
    answer(exchange, 200, body.toString());
  }

  private static String text(double value) {
    return Double.isInfinite(value) ? "+Inf" : Double.toString(value);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
