package io.countersign.bench.loops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A monitoring system and an operator, as the server meets them: over HTTP. */
final class AlertSender {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Instant began = Instant.now();
  private final String url;
  private final String operator;
  private final String intake;

  AlertSender(String url, String password) throws IOException {
    this.url = url;
    this.operator =
        post("/api/v1/login", Map.of("name", "admin", "password", password), "")
            .path("session")
            .asString();
    var wanted =
        Map.of(
            "name", "monitoring",
            "roles", List.of("ALERT_INTAKE"),
            "integration", "alertmanager");
    this.intake = post("/api/v1/tokens", wanted, operator).path("token").asString();
  }

  void fires(String service) throws IOException {
    send(service, "firing", "0001-01-01T00:00:00Z");
  }

  void ends(String service) throws IOException {
    send(service, "resolved", Instant.now().toString());
  }

  /** Each alert is a group of its own. */
  private void send(String service, String status, String endsAt) throws IOException {
    var labels =
        Map.of(
            "alertname", "Fails-" + service,
            "service", service,
            "environment", "bench",
            "severity", "critical",
            "signal", "errors");
    var alert =
        Map.of(
            "status",
            status,
            "labels",
            labels,
            "annotations",
            Map.of("summary", service + " fails"),
            "startsAt",
            began.toString(),
            "endsAt",
            endsAt,
            "fingerprint",
            Integer.toHexString(service.hashCode()));
    var payload =
        Map.of(
            "version",
            "4",
            "groupKey",
            "{}:{service=\"" + service + "\"}",
            "truncatedAlerts",
            0,
            "status",
            status,
            "receiver",
            "countersign",
            "groupLabels",
            Map.of("service", service),
            "commonLabels",
            Map.of(),
            "commonAnnotations",
            Map.of(),
            "externalURL",
            "http://127.0.0.1",
            "alerts",
            List.of(alert));
    post("/api/v1/webhooks/alertmanager", payload, intake);
  }

  /** The sum of a metric over the series that a text fits; 0 before the first. */
  double metric(String series) throws IOException {
    var pattern =
        Pattern.compile("^" + series + "(?:\\{[^}]*\\})? ([0-9.E+-]+)$", Pattern.MULTILINE);
    return pattern
        .matcher(text("/actuator/prometheus", operator))
        .results()
        .mapToDouble(it -> Double.parseDouble(it.group(1)))
        .sum();
  }

  /** The same of those with a label. */
  double metric(String series, String label) throws IOException {
    return text("/actuator/prometheus", operator)
        .lines()
        .filter(it -> it.startsWith(series + "{") && it.contains(label))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }

  private JsonNode post(String path, Object body, String token) throws IOException {
    var request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return JSON.readTree(sent(request));
  }

  private String text(String path, String token) throws IOException {
    return sent(request(path, token).build());
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    var builder = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    return token == null || token.isEmpty()
        ? builder
        : builder.header("Authorization", "Bearer " + token);
  }

  private String sent(HttpRequest request) throws IOException {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException(request.uri() + " answered " + answer.statusCode() + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
