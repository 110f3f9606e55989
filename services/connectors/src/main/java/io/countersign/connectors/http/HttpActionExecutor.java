package io.countersign.connectors.http;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.connectors.target.StepContent;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * An executor that acts by a control API over HTTP. It knows no product: {@link HttpActionSettings}
 * says it all.
 */
final class HttpActionExecutor implements ActionExecutor {
  private static final long MAX_ANSWER = 1024L * 1024;

  private final HttpActionSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final ExecutorTargets targets;

  HttpActionExecutor(HttpActionSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.targets = new ExecutorTargets(settings.targets(), settings.timeout(), http);
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
    return targets.include(target);
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
    return targets.read(target).then(reading -> Outcome.ok(reading.state()));
  }

  @Override
  public Outcome<Digest> content(PlannedStep step) {
    return call(step, StepContent.REASON).then(call -> new ActionContent(settings, call).digest());
  }

  @Override
  public Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return bound(step, reason).then(this::asExpected).then(this::dryRun);
  }

  @Override
  public Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, Instant deadline) {
    // The target compares what the request tells it; the rest is compared here.
    return bound(step, reason)
        .then(call -> call.tellsAllExpected() ? Outcome.ok(call) : asExpected(call))
        .then(call -> perform(call, key, deadline));
  }

  @Override
  public Outcome<ReadBack> readBack(PlannedStep step, TargetState before, Instant startedAt) {
    return call(step, "")
        .then(
            call ->
                targets.readBack(step, call.action().effect(), call.values(), before, startedAt));
  }

  @Override
  public ConnectionHealth check() {
    var read = targets.check();
    return read.ok()
        ? ConnectionHealth.working(
            "answers; actions: " + String.join(", ", actions().stream().sorted().toList()))
        : read;
  }

  private Outcome<ActionCall> bound(PlannedStep step, String reason) {
    return StepContent.unchanged(step, this::content).then(it -> call(it, reason));
  }

  private Outcome<ActionCall> call(PlannedStep step, String reason) {
    return targets
        .action(step, settings.actions())
        .then(action -> ActionCall.of(step, action, settings.actor(), reason));
  }

  private Outcome<ActionCall> asExpected(ActionCall call) {
    return targets.readAsExpected(call.step()).then(_ -> Outcome.ok(call));
  }

  private Outcome<DryRun> dryRun(ActionCall call) {
    var added = call.action().dryRunBody();
    if (added == null) {
      return Outcome.ok(DryRun.notOnOffer(call.step()));
    }
    var request = call.request(call.action().body().with(added));
    return http.send(request, settings.targets().bearer(), settings.timeout(), MAX_ANSWER)
        .then(answer -> new ActionAnswer(call, answer, settings.staleStatus()).dryRun());
  }

  private Outcome<PerformedAction> perform(ActionCall call, String key, Instant deadline) {
    return ExecutorTargets.timeLeft(clock.instant(), deadline, settings.timeout(), "sent")
        .then(left -> send(call, key, left))
        .then(answer -> new ActionAnswer(call, answer, settings.staleStatus()).performed());
  }

  private Outcome<HttpAnswer> send(ActionCall call, String key, Duration left) {
    var request = call.request(call.action().body()).header(settings.keyHeader(), key);
    return http.send(request, settings.targets().bearer(), left, MAX_ANSWER, new Secret(key));
  }
}
