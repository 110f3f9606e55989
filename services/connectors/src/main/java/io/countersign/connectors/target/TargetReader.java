package io.countersign.connectors.target;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reader of targets' states over HTTP. */
public final class TargetReader {
  private static final EntityId ANYONE = new EntityId("service", "doctor", "doctor");
  private static final int MAX_INSTANCE = 200;
  private static final long MAX_ANSWER = 4L * 1024 * 1024;

  private final String name;
  private final StateTemplate state;
  private final @Nullable String bearer;
  private final BoundedHttp http;

  TargetReader(TargetSettings settings, BoundedHttp http) {
    this.name = settings.executor();
    this.state = settings.state();
    this.bearer = settings.bearer();
    this.http = http;
  }

  Outcome<ObservedTarget> read(EntityId target, Duration timeout) {
    return ask(target, timeout)
        .then(
            answer ->
                answer.succeeded()
                    ? found(target, answer)
                    : answer.failure("reading " + target + " from " + name));
  }

  /** When the target's state was told, by the clock of who tells it. */
  Optional<Instant> date(EntityId target, Duration timeout) {
    return ask(target, timeout) instanceof Outcome.Ok<HttpAnswer>(var answer)
        ? Optional.ofNullable(answer.date())
        : Optional.empty();
  }

  /** The same, whichever target is asked about. */
  Optional<Instant> date(Duration timeout) {
    return date(ANYONE, timeout);
  }

  /** The answer as it comes. */
  private Outcome<HttpAnswer> ask(EntityId target, Duration timeout) {
    var url = URI.create(state.url().fillUrl(TemplateBindings.of(target)));
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").GET();
    return http.send(request, bearer, timeout, MAX_ANSWER);
  }

  /** Whether states can be read now, and if not what to do. */
  ConnectionHealth check(Duration timeout) {
    boolean fixed = state.url().references().isEmpty();
    return switch (ask(ANYONE, timeout)) {
      case Outcome.Failed<HttpAnswer> failed -> ConnectionAdvice.about(failed);
      case Outcome.Ok<HttpAnswer>(var answer)
          when answer.succeeded() || (!fixed && answer.status() == 404) ->
          ConnectionHealth.working("answers");
      case Outcome.Ok<HttpAnswer>(var answer) ->
          switch (answer.<HttpAnswer>failure(name)) {
            case Outcome.Failed<HttpAnswer> failed -> ConnectionAdvice.about(failed);
            case Outcome.Ok<HttpAnswer> _ -> ConnectionHealth.working("answers");
          };
    };
  }

  private Outcome<ObservedTarget> found(EntityId target, HttpAnswer answer) {
    var json = answer.json();
    if (json.isEmpty()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, name + " didn't answer JSON");
    }
    return state
        .select()
        .in(json.get(), TemplateBindings.of(target))
        .map(part -> Outcome.ok(reading(target, part)))
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER,
                    FailureCode.NOT_FOUND,
                    name + " knows no single target " + target));
  }

  /** What is null or isn't there is left out: it's then not as expected. */
  private ObservedTarget reading(EntityId target, JsonNode part) {
    var fields = new HashMap<>(state.declaredOf(target.name()));
    state
        .fields()
        .forEach(
            (field, pointer) -> {
              var value = part.at(pointer);
              if (value.isValueNode() && !value.isNull() && !value.isMissingNode()) {
                fields.put(field, value.asString());
              }
            });
    return new ObservedTarget(new TargetState(target, fields), instance(part));
  }

  /** Null where one of the configured members isn't told: half of it would be compared else. */
  private @Nullable String instance(JsonNode part) {
    var told = new ArrayList<Optional<String>>();
    if (state.startedAt() != null) {
      told.add(state.startedAtFormat().read(part.at(state.startedAt())).map(Instant::toString));
    }
    if (state.generation() != null) {
      told.add(
          Optional.of(part.at(state.generation()))
              .filter(it -> it.isValueNode() && !it.isNull() && !it.isMissingNode())
              .map(it -> TextLimit.cut(it.asString(), MAX_INSTANCE)));
    }
    return told.isEmpty() || told.stream().anyMatch(Optional::isEmpty)
        ? null
        : told.stream().flatMap(Optional::stream).collect(Collectors.joining(" "));
  }
}
