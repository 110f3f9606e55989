package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.connectors.transport.StrictJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** The questions to one Jira, and its errors as outcomes. */
final class JiraClient {
  private static final long MAX_ANSWER = 16L * 1024 * 1024;

  private final JiraSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;

  /** How far their clock is ahead of ours, by the last answer that said. */
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  JiraClient(JiraSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /**
   * An answer's content, and when it was given by the other side's clock.
   *
   * @param bytes of it
   */
  record Dated(JsonNode json, @Nullable Instant date, int bytes) {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Outcome<JsonNode> get(int version, String path) {
    return ask(version, "GET", path, null, 200).then(it -> Outcome.ok(it.json()));
  }

  Outcome<JsonNode> post(int version, String path, JsonNode body, int expected) {
    return ask(version, "POST", path, body, expected).then(it -> Outcome.ok(it.json()));
  }

  /**
   * Asks once.
   *
   * @param version of the interface: 2 or 3
   * @param path below it
   * @param expected the one status that means what was asked for
   */
  Outcome<Dated> ask(
      int version, String method, String path, @Nullable JsonNode body, int expected) {
    return exchange(method, "api/" + version + "/" + path, body)
        .then(answer -> read(answer, expected));
  }

  /**
   * Asks once for something of which no answer's content is wanted.
   *
   * @return the status, of those that mean that it was done
   */
  Outcome<Integer> done(int version, String method, String path, JsonNode body) {
    return exchange(method, "api/" + version + "/" + path, body)
        .then(
            answer ->
                answer.succeeded()
                    ? Outcome.ok(answer.status())
                    : failure(answer).then(_ -> Outcome.ok(answer.status())));
  }

  /** Posts to the interface of service desks, which has no versions. */
  Outcome<JsonNode> postToDesk(String path, JsonNode body) {
    return exchange("POST", "servicedeskapi/" + path, body)
        .then(answer -> read(answer, 201))
        .then(it -> Outcome.ok(it.json()));
  }

  private Outcome<HttpAnswer> exchange(String method, String path, @Nullable JsonNode body) {
    var url = URI.create(settings.base() + "/rest/" + path);
    var content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(StrictJson.write(body));
    var request =
        HttpRequest.newBuilder(url).header("Accept", "application/json").method(method, content);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return send(request)
        .then(
            answer -> {
              compareClocks(answer.date());
              return Outcome.ok(answer);
            });
  }

  private void compareClocks(@Nullable Instant date) {
    if (date != null) {
      ahead.set(Duration.between(clock.instant(), date));
    }
  }

  /** How far Jira's clock is ahead of ours, in whole seconds; negative where it's behind. */
  Duration ahead() {
    return ahead.get();
  }

  /** What time it is by Jira's clock, a second or so aside. */
  Instant theirNow() {
    return clock.instant().plus(ahead.get());
  }

  private Outcome<HttpAnswer> send(HttpRequest.Builder request) {
    var email = settings.email();
    if (email == null) {
      return http.send(request, settings.token(), settings.timeout(), MAX_ANSWER);
    }
    return Secrets.resolve(settings.token())
        .then(
            token -> {
              var pair = (email + ":" + token.reveal()).getBytes(StandardCharsets.UTF_8);
              var basic = new Secret(Base64.getEncoder().encodeToString(pair));
              request.setHeader("Authorization", "Basic " + basic.reveal());
              return http.send(request, null, settings.timeout(), MAX_ANSWER, token, basic);
            });
  }

  /** A page in place of JSON comes from a login or a proxy, with whatever status. */
  private Outcome<Dated> read(HttpAnswer answer, int expected) {
    if (answer.status() == expected) {
      if (expected == 204) {
        return Outcome.ok(new Dated(MissingNode.getInstance(), answer.date(), 0));
      }
      var json = answer.json();
      return json.isPresent()
          ? Outcome.ok(new Dated(json.get(), answer.date(), answer.body().length))
          : bad("answered no JSON: " + answer.excerpt());
    }
    if (answer.succeeded()) {
      return bad("answered HTTP " + answer.status() + " in place of " + expected);
    }
    return failure(answer);
  }

  private Outcome<Dated> failure(HttpAnswer answer) {
    var message = "Jira " + settings.name() + " answered HTTP " + answer.status() + words(answer);
    return switch (answer.status()) {
      case 409 ->
          Outcome.failed(FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.REFUSED, message);
      case 429 ->
          new Outcome.Failed<>(
              FailureCategory.INSUFFICIENT_RESOURCES,
              FailureCode.REFUSED,
              message + reason(answer),
              pause(answer));
      default -> answer.failureSaying(message);
    };
  }

  /** Which of the limits it was, in Jira's own words. */
  private static String reason(HttpAnswer answer) {
    var reason = answer.header("RateLimit-Reason");
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  private static Duration pause(HttpAnswer answer) {
    var asked = answer.retryAfter();
    var reset = answer.header("X-RateLimit-Reset");
    var date = answer.date();
    if (!asked.isZero() || reset.isEmpty() || date == null) {
      return asked;
    }
    try {
      return Duration.between(date, Instant.parse(reset));
    } catch (DateTimeParseException _) {
      return Duration.ZERO;
    }
  }

  /** What Jira says, for a person; it's in the account's language, so nothing else reads it. */
  private static String words(HttpAnswer answer) {
    var kept = StrictJson.read(answer.kept(8_000)).orElse(JsonNodeFactory.instance.objectNode());
    var said = new ArrayList<String>();
    kept.path("errorMessages").values().forEach(it -> said.add(it.asString("")));
    kept.path("errors")
        .properties()
        .forEach(it -> said.add(it.getKey() + ": " + it.getValue().asString("")));
    return ": " + (said.isEmpty() ? answer.excerpt() : String.join("; ", said));
  }

  private <T> Outcome<T> bad(String why) {
    return Outcome.failed(
        FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "Jira " + settings.name() + " " + why);
  }
}
