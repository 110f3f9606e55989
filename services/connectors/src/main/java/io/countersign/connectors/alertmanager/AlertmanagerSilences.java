package io.countersign.connectors.alertmanager;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The silences of one Alertmanager, by its API version 2. An answer is taken whole or not at all: a
 * silence left out would look as if nothing were silenced.
 */
public final class AlertmanagerSilences implements SilenceSource {
  private static final long MAX_ANSWER = 8L * 1024 * 1024;
  private static final int MAX_TEXT = 1_000;

  private final SilenceSettings settings;
  private final BoundedHttp http;

  public AlertmanagerSilences(SilenceSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Set<String> integrations() {
    return settings.integrations();
  }

  @Override
  public Outcome<List<Silence>> silences() {
    var base = settings.url().toString();
    var url = URI.create(base + (base.endsWith("/") ? "" : "/") + "api/v2/silences");
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").GET();
    return http.send(request, settings.bearer(), settings.timeout(), MAX_ANSWER).then(this::read);
  }

  @Override
  public ConnectionHealth check() {
    return switch (silences()) {
      case Outcome.Ok<List<Silence>>(var silences) ->
          ConnectionHealth.working(silences.size() + " silences, at " + settings.url());
      case Outcome.Failed<List<Silence>> failed -> ConnectionAdvice.about(failed);
    };
  }

  private Outcome<List<Silence>> read(HttpAnswer answer) {
    if (!answer.succeeded()) {
      return answer.failure("the Alertmanager " + settings.name());
    }
    var array = answer.json().orElse(MissingNode.getInstance());
    if (!array.isArray()) {
      return badAnswer("is no array of silences");
    }
    var silences = new ArrayList<Silence>();
    for (int i = 0; i < array.size(); i++) {
      try {
        silences.add(silence(array.get(i)));
      } catch (IllegalArgumentException e) {
        return badAnswer("holds a silence that can't be read, at /" + i + ": " + e.getMessage());
      }
    }
    silences.removeIf(it -> it.state() == Silence.State.EXPIRED);
    silences.sort(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id));
    return Outcome.ok(List.copyOf(silences));
  }

  private Outcome<List<Silence>> badAnswer(String why) {
    return Outcome.failed(
        FailureCategory.EXTERNAL,
        FailureCode.BAD_ANSWER,
        "the answer of the Alertmanager " + settings.name() + " " + why);
  }

  private static Silence silence(JsonNode node) {
    var matchers = node.path("matchers");
    if (!matchers.isArray() || matchers.isEmpty()) {
      throw new IllegalArgumentException("it has no matchers");
    }
    return new Silence(
        text(node, "id"),
        matchers.valueStream().map(AlertmanagerSilences::matcher).toList(),
        instant(node, "startsAt"),
        instant(node, "endsAt"),
        state(node.path("status").path("state").asString("")),
        cut(node.path("createdBy").asString("")),
        cut(node.path("comment").asString("")));
  }

  /** {@code isEqual} came with 0.22; before it every matcher was a positive one. */
  private static LabelMatcher matcher(JsonNode node) {
    var value = node.path("value");
    var regex = node.path("isRegex");
    if (!value.isString() || !regex.isBoolean()) {
      throw new IllegalArgumentException("a matcher has no value or isRegex");
    }
    return new LabelMatcher(
        text(node, "name"),
        value.asString(),
        regex.booleanValue(),
        node.path("isEqual").asBoolean(true));
  }

  private static Silence.State state(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "active" -> Silence.State.ACTIVE;
      case "pending" -> Silence.State.PENDING;
      case "expired" -> Silence.State.EXPIRED;
      default -> throw new IllegalArgumentException("its state is unknown");
    };
  }

  private static Instant instant(JsonNode node, String field) {
    return TimeFormat.ISO
        .read(node.path(field))
        .orElseThrow(() -> new IllegalArgumentException("it has no usable " + field));
  }

  private static String text(JsonNode node, String field) {
    var text = node.path(field).asString("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return text;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + " [...]";
  }
}
