package io.countersign.simulators.slack;

import io.countersign.simulators.slack.workspace.SlackApp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The sending of what the app is told: signed over HTTP, or over its own connection. */
final class Deliveries {
  /** How long an app may take to answer. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<SlackDelivery> all = new CopyOnWriteArrayList<>();
  private final Sockets sockets;
  private final InstantSource clock;
  private volatile SlackApp app;

  Deliveries(SlackApp app, Sockets sockets, InstantSource clock) {
    this.app = app;
    this.sockets = sockets;
    this.clock = clock;
  }

  SlackApp app() {
    return app;
  }

  void setUp(SlackApp other) {
    app = other;
  }

  /** All that was sent, in order. */
  List<SlackDelivery> all() {
    return List.copyOf(all);
  }

  SlackDelivery interactive(JsonNode payload) {
    if (app.socketMode()) {
      return socket("interactive", payload, true, 0);
    }
    return post(app.interactivityUrl(), form(Map.of("payload", payload.toString())), Map.of());
  }

  SlackDelivery command(Map<String, String> fields) {
    if (app.socketMode()) {
      var payload = JsonNodeFactory.instance.objectNode();
      fields.forEach(payload::put);
      return socket("slash_commands", payload, true, 0);
    }
    return post(app.commandUrl(), form(fields), Map.of());
  }

  SlackDelivery event(JsonNode payload, int attempt) {
    if (app.socketMode()) {
      return socket("events_api", payload, false, attempt);
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    if (attempt > 0) {
      headers.put("X-Slack-Retry-Num", String.valueOf(attempt));
      headers.put("X-Slack-Retry-Reason", "http_timeout");
    }
    return post(app.eventsUrl(), payload.toString(), headers);
  }

  /** The same bytes with the same signature once more. */
  SlackDelivery again(SlackDelivery sent) {
    return send(sent.url(), sent.headers(), sent.body());
  }

  private SlackDelivery socket(String type, JsonNode payload, boolean takesAnswer, int attempt) {
    var ack = sockets.send(type, payload, takesAnswer, attempt);
    var kept =
        new SlackDelivery(
            "socket:" + type,
            Map.of(),
            payload.toString(),
            ack.isPresent() ? 200 : 0,
            ack.filter(it -> !it.isEmpty()).map(JsonNode::toString).orElse(""));
    all.add(kept);
    return kept;
  }

  private SlackDelivery post(String url, String body, Map<String, String> more) {
    var timestamp = String.valueOf(clock.instant().getEpochSecond());
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
    headers.put("X-Slack-Request-Timestamp", timestamp);
    headers.put("X-Slack-Signature", signature(app.signingSecret(), timestamp, body));
    headers.putAll(more);
    return send(url, headers, body);
  }

  static String signature(String secret, String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var base = ("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8);
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(base));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SlackDelivery send(String url, Map<String, String> headers, String body) {
    var answer = url.isEmpty() ? null : exchange(url, headers, body);
    var kept =
        new SlackDelivery(
            url,
            headers,
            body,
            answer == null ? 0 : answer.statusCode(),
            answer == null ? "" : answer.body());
    all.add(kept);
    return kept;
  }

  /** Nothing where there is no answer in time. */
  private @Nullable HttpResponse<String> exchange(
      String url, Map<String, String> headers, String body) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    headers.forEach(request::setHeader);
    try {
      return http.send(
          request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException _) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
