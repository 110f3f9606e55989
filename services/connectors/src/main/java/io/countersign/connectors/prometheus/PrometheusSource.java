package io.countersign.connectors.prometheus;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The HTTP API of Prometheus, which others speak, too. */
public final class PrometheusSource implements EvidenceSource {
  /** Some 10,000 points of one series are a tenth of this. */
  private static final long MAX_ANSWER = 4L * 1024 * 1024;

  private final PrometheusSettings settings;
  private final BoundedHttp http;

  public PrometheusSource(PrometheusSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<String> query(Signal signal, EntityId entity) {
    return settings.signals().query(entity, signal);
  }

  @Override
  public Duration step() {
    return settings.step();
  }

  @Override
  public Duration baseline() {
    return settings.baseline();
  }

  @Override
  public Duration settled() {
    return settings.settled();
  }

  @Override
  public Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step) {
    var form = new LinkedHashMap<String, String>();
    form.put("query", query);
    form.put("start", TimeFormat.UNIX_SECONDS.write(from));
    form.put("end", TimeFormat.UNIX_SECONDS.write(to));
    form.put("step", BigDecimal.valueOf(Math.max(1, step.toMillis()), 3).toPlainString());
    // VictoriaMetrics would move both ends to suit its cache; Prometheus doesn't know the word.
    form.put("nocache", "1");
    return ask("/api/v1/query_range", form).then(body -> MatrixAnswer.read(body, step));
  }

  @Override
  public ConnectionHealth check() {
    return switch (ask("/api/v1/query", Map.of("query", "1"))) {
      case Outcome.Ok<JsonNode> _ ->
          ConnectionHealth.working("answers queries at " + settings.url());
      case Outcome.Failed<JsonNode> failed -> ConnectionAdvice.about(failed);
    };
  }

  /** A form by POST: a query may be longer than an address. */
  private Outcome<JsonNode> ask(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(request, settings.bearer(), settings.timeout(), MAX_ANSWER)
        .then(PrometheusSource::body);
  }

  private URI address(String path) {
    var base = settings.url().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static Outcome<JsonNode> body(HttpAnswer answer) {
    var json = answer.json().orElse(MissingNode.getInstance());
    if (answer.succeeded() && "success".equals(json.path("status").asString(""))) {
      return Outcome.ok(json);
    }
    if (json.path("errorType").isString()) {
      return failed(json.path("errorType").asString(), answer, json);
    }
    return answer.succeeded()
        ? Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.BAD_ANSWER,
            "not an answer of Prometheus' HTTP API")
        : answer.failure("Prometheus");
  }

  /** Prometheus' own words for what went wrong. */
  private static Outcome<JsonNode> failed(String type, HttpAnswer answer, JsonNode json) {
    var message = type + ": " + answer.redaction().text(json.path("error").asString(""));
    return switch (type) {
      case "bad_data", "execution" ->
          Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, message);
      case "timeout", "canceled" ->
          Outcome.failed(FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.TIMEOUT, message);
      case "unavailable" ->
          Outcome.failed(FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.BAD_ANSWER, message);
      default ->
          answer.succeeded()
              ? Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, message)
              : answer.failure("Prometheus");
    };
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
