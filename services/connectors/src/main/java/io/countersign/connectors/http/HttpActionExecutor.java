package io.countersign.connectors.http;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.EffectJudgement;
import io.countersign.connectors.target.TargetReader;
import io.countersign.connectors.target.TemplateBindings;
import io.countersign.connectors.template.JsonTemplate;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.CanonicalAnswer;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/** Acts by a control API over HTTP. It knows no product: {@link HttpActionSettings} says it all. */
public final class HttpActionExecutor implements ActionExecutor {
  private static final int MAX_RESULT = 16 * 1024;
  private static final long MAX_ANSWER = 1024L * 1024;

  /** A step and how this API wants it asked for. */
  private record Call(PlannedStep step, ActionTemplate action, Map<String, String> values) {}

  private final HttpActionSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final TargetReader reader;

  public HttpActionExecutor(HttpActionSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.reader = new TargetReader(settings.name(), settings.read(), settings.bearer(), http);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Set<String> actions() {
    return settings.actions().keySet();
  }

  @Override
  public boolean handles(EntityId target) {
    return settings.entityKinds().contains(target.kind())
        && settings.environments().contains(target.environment());
  }

  @Override
  public ChangeSignature signature() {
    boolean marks =
        settings.actions().values().stream()
            .anyMatch(action -> action.body().references().contains("reason"));
    return new ChangeSignature(settings.actor(), marks);
  }

  @Override
  public Outcome<TargetState> read(EntityId target) {
    return reading(target).then(reading -> Outcome.ok(reading.state()));
  }

  @Override
  public Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return call(step, reason).then(this::asExpected).then(this::dryRun);
  }

  @Override
  public Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, Instant deadline) {
    // The target compares what the request tells it; the rest is compared here.
    return call(step, reason)
        .then(call -> tellsAllExpected(call) ? Outcome.ok(call) : asExpected(call))
        .then(call -> perform(call, key, deadline));
  }

  @Override
  public Outcome<ReadBack> readBack(PlannedStep step, TargetState before, Instant startedAt) {
    return call(step, "")
        .then(
            call ->
                reading(step.target())
                    .then(
                        reading ->
                            Outcome.ok(
                                new ReadBack(
                                    EffectJudgement.judge(
                                        call.action().effect(),
                                        TemplateBindings.with(call.values(), before),
                                        before,
                                        reading,
                                        startedAt),
                                    reading.state()))));
  }

  @Override
  public ConnectionHealth check() {
    var read = reader.check(settings.timeout());
    return read.ok()
        ? ConnectionHealth.working(
            "answers; actions: " + String.join(", ", actions().stream().sorted().toList()))
        : read;
  }

  private Outcome<TargetReader.Reading> reading(EntityId target) {
    return handles(target) ? reader.read(target, settings.timeout()) : notOurs(target);
  }

  private Outcome<Call> call(PlannedStep step, String reason) {
    var action = settings.actions().get(step.action());
    if (!handles(step.target())) {
      return notOurs(step.target());
    }
    if (action == null) {
      return refused(settings.name() + " offers no action " + step.action());
    }
    var values = TemplateBindings.of(step, settings.actor(), reason);
    var obstacle = action.url().obstacle(values);
    if (obstacle == null) {
      obstacle = action.body().obstacle(values);
    }
    return obstacle == null ? Outcome.ok(new Call(step, action, values)) : refused(obstacle);
  }

  private static boolean tellsAllExpected(Call call) {
    return call.step().expected().keySet().stream()
        .allMatch(field -> call.action().body().references().contains("expected." + field));
  }

  private Outcome<Call> asExpected(Call call) {
    return reading(call.step().target())
        .then(
            reading ->
                reading.state().matches(call.step().expected())
                    ? Outcome.ok(call)
                    : Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.STALE,
                        call.step().target() + " is no longer in the expected state"));
  }

  private Outcome<DryRun> dryRun(Call call) {
    var added = call.action().dryRunBody();
    if (added == null) {
      var summary = call.step().action() + " of " + call.step().target();
      return Outcome.ok(new DryRun(summary + " (no dry run on offer; the target was read)", null));
    }
    return http.send(
            request(call, call.action().body().with(added)),
            settings.bearer(),
            settings.timeout(),
            MAX_ANSWER)
        .then(answer -> answer.succeeded() ? foreseen(answer) : declined(answer, call));
  }

  private Outcome<DryRun> foreseen(HttpAnswer answer) {
    var json = answer.json();
    try {
      if (json.isPresent()) {
        return Outcome.ok(
            new DryRun(AnswerSummary.of(json.get(), answer), CanonicalAnswer.digest(json.get())));
      }
    } catch (IllegalArgumentException e) {
      return badAnswer("the dry run's answer has no canonical form");
    }
    return badAnswer("the dry run didn't answer JSON");
  }

  private Outcome<PerformedAction> perform(Call call, String key, Instant deadline) {
    var left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      return Outcome.failed(
          FailureCategory.INSUFFICIENT_RESOURCES,
          FailureCode.REFUSED,
          "the deadline had passed before anything was sent");
    }
    var request = request(call, call.action().body()).header(settings.keyHeader(), key);
    return http.send(
            request,
            settings.bearer(),
            left.compareTo(settings.timeout()) < 0 ? left : settings.timeout(),
            MAX_ANSWER,
            new Secret(key))
        .then(answer -> answer.succeeded() ? done(call, answer) : declined(answer, call));
  }

  private Outcome<PerformedAction> done(Call call, HttpAnswer answer) {
    var json = answer.json().orElse(MissingNode.getInstance());
    var healthy = call.action().healthy();
    if (healthy == null) {
      return Outcome.ok(
          new PerformedAction(AnswerSummary.of(json, answer), answer.kept(MAX_RESULT)));
    }
    var told = json.at(healthy.pointer());
    if (!told.isValueNode() || told.isMissingNode()) {
      return badAnswer("the answer doesn't tell whether the target is healthy");
    }
    return told.asString().equals(healthy.equals())
        ? Outcome.ok(new PerformedAction(AnswerSummary.of(json, answer), answer.kept(MAX_RESULT)))
        : Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.UNHEALTHY,
            call.step().target() + " is not healthy after " + call.step().action());
  }

  private <T> Outcome<T> declined(HttpAnswer answer, Call call) {
    return answer.status() == settings.staleStatus()
        ? Outcome.failed(
            FailureCategory.USER, FailureCode.STALE, call.step().target() + ": " + answer.excerpt())
        : answer.failure(call.step().action() + " of " + call.step().target());
  }

  private static HttpRequest.Builder request(Call call, JsonTemplate body) {
    var url = URI.create(call.action().url().fillUrl(call.values()));
    var content = StrictJson.write(body.fill(call.values()));
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .method(call.action().method(), HttpRequest.BodyPublishers.ofByteArray(content));
  }

  private <T> Outcome<T> notOurs(EntityId target) {
    return refused(settings.name() + " isn't configured to act on " + target);
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }

  private static <T> Outcome<T> badAnswer(String why) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, why);
  }
}
