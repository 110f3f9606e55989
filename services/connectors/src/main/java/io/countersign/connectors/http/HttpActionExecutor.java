package io.countersign.connectors.http;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.connectors.target.StepContent;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An executor that acts by a control API over HTTP. It knows no product: {@link HttpActionSettings}
 * says it all.
 */
final class HttpActionExecutor implements ActionExecutor {
  private static final long MAX_ANSWER = 1024L * 1024;

  private final HttpActionSettings settings;
  private final BoundedHttp http;
  private final ExecutorTargets targets;

  HttpActionExecutor(HttpActionSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
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
  public boolean honoursKeys(PlannedStep step) {
    return settings.honoursKeys();
  }

  @Override
  public Optional<Instant> clock(EntityId target) {
    return targets.clock(target);
  }

  @Override
  public Optional<Instant> clock() {
    return targets.clock();
  }

  @Override
  public Outcome<ObservedTarget> read(EntityId target) {
    return targets.read(target);
  }

  @Override
  public Outcome<Digest> content(PlannedStep step) {
    return call(step, StepContent.REASON).then(call -> new ActionContent(settings, call).digest());
  }

  @Override
  public Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return bound(step, reason).then(this::dryRun);
  }

  @Override
  public Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, EffectDeadline deadline, ObservedTarget before) {
    // The target compares what the request tells it; the rest is compared here.
    return bound(step, reason)
        .then(call -> observable(call, before))
        .then(call -> call.tellsAllExpected() ? Outcome.ok(call) : asExpected(call))
        .then(
            call ->
                perform(call.by(deadline), key, deadline).then(done -> seen(call, before, done)));
  }

  @Override
  public Outcome<ReadBack> readBack(PlannedStep step, ObservedTarget before) {
    return call(step, "")
        .then(call -> targets.readBack(step, call.action().effect(), call.values(), before));
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

  private static Outcome<ActionCall> observable(ActionCall call, ObservedTarget before) {
    return ExecutorTargets.observable(call.action().effect(), call.values(), before)
        .then(_ -> Outcome.ok(call));
  }

  private Outcome<ActionCall> asExpected(ActionCall call) {
    return targets.readAsExpected(call.step()).then(_ -> Outcome.ok(call));
  }

  private Outcome<DryRun> dryRun(ActionCall call) {
    return targets
        .readAsExpected(call.step())
        .then(before -> observable(call, before).then(_ -> dryRun(call, before)));
  }

  private Outcome<DryRun> dryRun(ActionCall call, ObservedTarget before) {
    var added = call.action().dryRunBody();
    if (added == null) {
      return Outcome.ok(DryRun.notOnOffer(call.step()));
    }
    var request = call.request(call.action().body().with(added));
    var told =
        http.send(request, settings.targets().bearer(), settings.timeout(), MAX_ANSWER)
            .then(answer -> new ActionAnswer(call, answer, settings.staleStatus()).dryRun());
    return targets.unlessActed(before, told);
  }

  private Outcome<PerformedAction> perform(ActionCall call, String key, EffectDeadline deadline) {
    return ExecutorTargets.timeLeft(deadline, settings.timeout(), "sent")
        .then(left -> send(call, key, deadline, left))
        .then(answer -> new ActionAnswer(call, answer, settings.staleStatus()).performed());
  }

  /**
   * A target may answer first and act later: where it's said how its effect is seen, it must be.
   */
  private Outcome<PerformedAction> seen(
      ActionCall call, ObservedTarget before, PerformedAction done) {
    var effect = call.action().effect();
    return effect != null
            && targets.readBack(call.step(), effect, call.values(), before)
                instanceof Outcome.Ok<ReadBack>(var read)
            && !read.effectSeen()
        ? Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.BAD_ANSWER,
            call + " answered that it's done, and its effect isn't to be seen")
        : Outcome.ok(done);
  }

  private Outcome<HttpAnswer> send(
      ActionCall call, String key, EffectDeadline deadline, Duration left) {
    var request =
        call.request(call.action().body())
            .header(settings.keyHeader(), key)
            .header(settings.deadlineHeader(), deadline.at().toString());
    return http.send(request, settings.targets().bearer(), left, MAX_ANSWER, new Secret(key));
  }
}
