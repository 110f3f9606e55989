package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.connectors.target.StepContent;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * An executor that acts by playbooks, and reads targets' states over HTTP: a playbook has no
 * reading of its own that could be asked for at any time.
 *
 * <p>A run belongs to its key and outlives this process. Whoever asks for the key again joins it;
 * before a target is read back, every run on it is over.
 */
final class AnsibleExecutor implements ActionExecutor {
  private final AnsibleSettings settings;
  private final InstantSource clock;
  private final ExecutorTargets targets;
  private final PlaybookCommandLine program;
  private final RunStore store;
  private final PlaybookRuns runs;
  private final PlaybookExecution execution;
  private final PlaybookContent content;

  /**
   * @param directory where runs are kept; nobody else's
   */
  AnsibleExecutor(AnsibleSettings settings, Path directory, BoundedHttp http, InstantSource clock) {
    this(settings, directory, http, clock, new AnsibleVersion(settings));
  }

  AnsibleExecutor(
      AnsibleSettings settings,
      Path directory,
      BoundedHttp http,
      InstantSource clock,
      AnsibleVersion version) {
    this.settings = settings;
    this.clock = clock;
    this.targets = new ExecutorTargets(settings.targets(), settings.timeout(), http);
    this.program = new PlaybookCommandLine(settings);
    this.store = new RunStore(directory.toAbsolutePath());
    this.runs = new PlaybookRuns(store);
    this.content = new PlaybookContent(settings, version);
    this.execution = new PlaybookExecution(program, runs, targets, clock);
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
    return new ChangeSignature(settings.actor(), false);
  }

  @Override
  public boolean honoursKeys(PlannedStep step) {
    var action = settings.actions().get(step.action());
    return action != null && action.honoursKeys();
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
    return targets.action(step, settings.actions()).then(action -> content.digest(step, action));
  }

  @Override
  public Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return StepContent.unchanged(step, this::content)
        .then(it -> call(it, reason, "dry-run"))
        .then(call -> PreparedPlay.of(call, targets))
        .then(play -> play.observable().then(this::dryRun));
  }

  private Outcome<DryRun> dryRun(PreparedPlay play) {
    if (!play.call().action().dryRun()) {
      return Outcome.ok(DryRun.notOnOffer(play.call().step()));
    }
    store.tidy(clock.instant());
    return targets.unlessActed(play.before(), execution.dryRun(play, settings.timeout()));
  }

  @Override
  public Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, EffectDeadline deadline, ObservedTarget before) {
    store.tidy(clock.instant());
    return call(step, reason, key)
        .then(call -> perform(call.with(before).by(deadline), key, deadline, before));
  }

  private Outcome<PerformedAction> perform(
      PlaybookCall call, String key, EffectDeadline deadline, ObservedTarget before) {
    var run =
        store
            .find(key, it -> isSpent(it, call))
            .map(Outcome::ok)
            .orElseGet(() -> start(call, key, deadline, before));
    return run.then(it -> execution.outcome(call, it, deadline))
        .then(done -> asBegun(call.step(), done));
  }

  /** Ansible opens some files late: what was changed meanwhile may have been run in part. */
  private Outcome<PerformedAction> asBegun(PlannedStep step, PerformedAction done) {
    return switch (StepContent.unchanged(step, this::content)) {
      case Outcome.Ok<PlannedStep> _ -> Outcome.ok(done);
      case Outcome.Failed<PlannedStep> _ ->
          Outcome.failed(
              FailureCategory.EXTERNAL,
              FailureCode.UNHEALTHY,
              "what " + step.action() + " includes was changed while it ran");
    };
  }

  /** Of a run after which its key may have another one. */
  private static boolean isSpent(RunDirectory run, PlaybookCall call) {
    return run.answer()
        .map(StoredAnswer::code)
        .filter(
            code ->
                code == FailureCode.UNREACHABLE
                    || (code.effectUnknown() && call.action().honoursKeys()))
        .isPresent();
  }

  private Outcome<RunDirectory> start(
      PlaybookCall call, String key, EffectDeadline deadline, ObservedTarget before) {
    return StepContent.unchanged(call.step(), this::content)
        .then(_ -> PreparedPlay.of(call, targets))
        .then(play -> play.since(before).observable())
        .then(
            play ->
                ExecutorTargets.timeLeft(deadline, settings.timeout(), "started")
                    .then(limit -> execution.start(play, key, limit, it -> isSpent(it, call))));
  }

  @Override
  public Outcome<ReadBack> readBack(PlannedStep step, ObservedTarget before) {
    var now = clock.instant();
    if (!store.open(step.target()).stream().allMatch(run -> runs.isOver(run, now))) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.TIMEOUT,
          "a playbook is still at work on " + step.target());
    }
    return call(step, "", "")
        .then(call -> targets.readBack(step, call.action().effect(), call.values(), before));
  }

  @Override
  public ConnectionHealth check() {
    var broken = program.broken();
    var unbound = broken == null ? content.broken() : broken;
    return unbound == null ? targets.check() : unbound;
  }

  private Outcome<PlaybookCall> call(PlannedStep step, String reason, String key) {
    return targets
        .action(step, settings.actions())
        .then(action -> Outcome.ok(PlaybookCall.of(step, action, settings.actor(), reason, key)));
  }
}
