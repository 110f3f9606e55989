package io.countersign.connectors.http;

import io.countersign.connectors.spi.Category;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.TargetState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads targets' states. */
final class TargetReader {
  /**
   * A target as it was read.
   *
   * @param startedAt since when it runs, if that is told
   */
  record Reading(TargetState state, Optional<Instant> startedAt) {}

  private static final long MAX_ANSWER = 4L * 1024 * 1024;

  private final HttpActionSettings settings;
  private final BoundedHttp http;

  TargetReader(HttpActionSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
  }

  Outcome<Reading> read(EntityId target, Duration timeout) {
    return ask(target, timeout)
        .then(
            answer ->
                answer.succeeded()
                    ? found(target, answer)
                    : answer.failure("reading " + target + " from " + settings.name()));
  }

  /** The answer as it comes. */
  Outcome<HttpAnswer> ask(EntityId target, Duration timeout) {
    var url = URI.create(settings.read().url().fillUrl(Bindings.of(target)));
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").GET();
    return http.send(request, settings.bearer(), timeout, MAX_ANSWER);
  }

  private Outcome<Reading> found(EntityId target, HttpAnswer answer) {
    var json = answer.json();
    if (json.isEmpty()) {
      return Outcome.failed(
          Category.EXTERNAL, FailureCode.BAD_ANSWER, settings.name() + " didn't answer JSON");
    }
    return settings
        .read()
        .select()
        .in(json.get(), Bindings.of(target))
        .map(part -> Outcome.ok(reading(target, part)))
        .orElseGet(
            () ->
                Outcome.failed(
                    Category.USER,
                    FailureCode.NOT_FOUND,
                    settings.name() + " knows no single target " + target));
  }

  /** What is null or isn't there is left out: it's then not as expected. */
  private Reading reading(EntityId target, JsonNode part) {
    var fields = new HashMap<>(settings.read().declaredOf(target.name()));
    settings
        .read()
        .fields()
        .forEach(
            (field, pointer) -> {
              var value = part.at(pointer);
              if (value.isValueNode() && !value.isNull() && !value.isMissingNode()) {
                fields.put(field, value.asString());
              }
            });
    var startedAt =
        Optional.ofNullable(settings.read().startedAt())
            .flatMap(pointer -> settings.read().startedAtFormat().read(part.at(pointer)));
    return new Reading(new TargetState(target, fields), startedAt);
  }
}
