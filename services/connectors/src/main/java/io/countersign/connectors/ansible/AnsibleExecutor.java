package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.EffectJudgement;
import io.countersign.connectors.target.TargetReader;
import io.countersign.connectors.target.TemplateBindings;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.CanonicalAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Acts by playbooks, and reads targets' states over HTTP: a playbook has no reading of its own that
 * could be asked for at any time.
 *
 * <p>A run belongs to its key and outlives this process. Whoever asks for the key again joins it;
 * before a target is read back, every run on it is over.
 */
public final class AnsibleExecutor implements ActionExecutor {
  private static final int MAX_RESULT = 16 * 1024;

  /** A step that its playbook can be told of, and the values that it's told. */
  private record Call(PlannedStep step, PlaybookAction action, Map<String, String> values) {}

  /** A call, and its target just before. */
  private record Ready(Call call, TargetReader.Reading before, Map<String, Secret> secrets) {
    JsonNode variables() {
      return call.action().variables().fill(call.values());
    }
  }

  private final AnsibleSettings settings;
  private final InstantSource clock;
  private final TargetReader reader;
  private final PlaybookCommandLine playbooks;
  private final PlaybookRuns runs;

  /**
   * @param directory where runs are kept; nobody else's
   */
  public AnsibleExecutor(
      AnsibleSettings settings, Path directory, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.reader = new TargetReader(settings.name(), settings.read(), settings.bearer(), http);
    this.playbooks = new PlaybookCommandLine(settings);
    this.runs = new PlaybookRuns(directory.toAbsolutePath());
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
    return new ChangeSignature(settings.actor(), false);
  }

  @Override
  public Outcome<TargetState> read(EntityId target) {
    return reading(target).then(reading -> Outcome.ok(reading.state()));
  }

  @Override
  public Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return call(step, reason, "dry-run").then(this::ready).then(this::dryRun);
  }

  @Override
  public Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, Instant deadline) {
    runs.tidy(clock.instant());
    return call(step, reason, key)
        .then(
            call -> {
              var known = runs.find(key);
              return known.isPresent()
                  ? outcome(call, known.get(), deadline)
                  : start(call, key, deadline);
            });
  }

  @Override
  public Outcome<ReadBack> readBack(PlannedStep step, TargetState before, Instant startedAt) {
    var now = clock.instant();
    for (var run : runs.open(step.target())) {
      if (!runs.isOver(run, now)) {
        return Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.TIMEOUT,
            "a playbook is still at work on " + step.target());
      }
    }
    return call(step, "", "")
        .then(
            call ->
                reading(step.target())
                    .then(
                        found ->
                            Outcome.ok(
                                new ReadBack(
                                    effectSeen(call, before, found, startedAt), found.state()))));
  }

  @Override
  public ConnectionHealth check() {
    var broken = playbooks.broken();
    return broken == null ? reader.check(settings.timeout()) : broken;
  }

  private Outcome<TargetReader.Reading> reading(EntityId target) {
    return handles(target) ? reader.read(target, settings.timeout()) : notOurs(target);
  }

  private Outcome<Call> call(PlannedStep step, String reason, String key) {
    var action = settings.actions().get(step.action());
    if (!handles(step.target())) {
      return notOurs(step.target());
    }
    if (action == null) {
      return refused(settings.name() + " offers no action " + step.action());
    }
    var values = new HashMap<>(TemplateBindings.of(step, settings.actor(), reason));
    values.put("key", key);
    return Outcome.ok(new Call(step, action, Map.copyOf(values)));
  }

  /** With the target as expected, every value known and harmless, and the secrets at hand. */
  private Outcome<Ready> ready(Call call) {
    return reading(call.step().target())
        .then(
            before -> {
              if (!before.state().matches(call.step().expected())) {
                return Outcome.failed(
                    FailureCategory.USER,
                    FailureCode.STALE,
                    call.step().target() + " is no longer in the expected state");
              }
              var values = TemplateBindings.with(call.values(), before.state());
              var full = new Call(call.step(), call.action(), values);
              var obstacle = obstacle(full);
              return obstacle == null
                  ? secrets(full.action())
                      .then(secrets -> Outcome.ok(new Ready(full, before, secrets)))
                  : refused(obstacle);
            });
  }

  private static @Nullable String obstacle(Call call) {
    var variables = call.action().variables();
    var obstacle = variables.obstacle(call.values());
    return obstacle == null ? PlaybookCommandLine.harm(variables.fill(call.values())) : obstacle;
  }

  private static Outcome<Map<String, Secret>> secrets(PlaybookAction action) {
    var found = new HashMap<String, Secret>();
    for (var secret : action.secrets().entrySet()) {
      switch (Secrets.resolve(secret.getValue())) {
        case Outcome.Ok<Secret>(var value) -> found.put(secret.getKey(), value);
        case Outcome.Failed<Secret> failed -> {
          return failed.as();
        }
      }
    }
    return Outcome.ok(Map.copyOf(found));
  }

  private Outcome<DryRun> dryRun(Ready ready) {
    var call = ready.call();
    if (!call.action().dryRun()) {
      var summary = call.step().action() + " of " + call.step().target();
      return Outcome.ok(new DryRun(summary + " (no dry run on offer; the target was read)", null));
    }
    runs.tidy(clock.instant());
    var limit = settings.timeout();
    try {
      var run =
          runs.dryRun(
              record(ready, "", limit),
              ready.variables(),
              ready.secrets(),
              it -> playbooks.start(call.action().playbook(), true, limit, it));
      try {
        return awaited(run, Instant.MAX)
            .then(report -> PlayOutcome.ofDryRun(report, () -> seen(ready)))
            .then(AnsibleExecutor::foreseen);
      } finally {
        PrivateFiles.remove(run.path());
      }
    } catch (IOException e) {
      return cannotStart(e);
    }
  }

  private static Outcome<DryRun> foreseen(PlayReport report) {
    var digest = CanonicalAnswer.digest(PlaySummary.json(report.tasks()));
    return Outcome.ok(new DryRun(PlaySummary.foreseen(report), digest));
  }

  private Outcome<PerformedAction> start(Call call, String key, Instant deadline) {
    return ready(call)
        .then(
            ready -> {
              var left = Duration.between(clock.instant(), deadline);
              if (left.isNegative() || left.isZero()) {
                return Outcome.failed(
                    FailureCategory.INSUFFICIENT_RESOURCES,
                    FailureCode.REFUSED,
                    "the deadline had passed before anything was started");
              }
              var limit = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
              return start(ready, key, limit)
                  .then(_ -> outcome(call, runs.find(key).orElseThrow(), deadline));
            });
  }

  /** Whoever asks at the same time finds the one run. */
  private Outcome<Boolean> start(Ready ready, String key, Duration limit) {
    try {
      return Outcome.ok(
          runs.start(
              record(ready, key, limit),
              ready.variables(),
              ready.secrets(),
              run -> playbooks.start(ready.call().action().playbook(), false, limit, run)));
    } catch (IOException e) {
      return cannotStart(e);
    }
  }

  private RunRecord record(Ready ready, String key, Duration limit) {
    var now = clock.instant();
    var step = ready.call().step();
    var before = ready.before().state().fields();
    var until = now.plus(limit).plus(PlaybookCommandLine.GRACE);
    return new RunRecord(key, step.target().toString(), before, now, until, 0, null);
  }

  /** Of a run that this or an earlier process started: what was answered once is answered again. */
  private Outcome<PerformedAction> outcome(Call call, RunDirectory run, Instant deadline) {
    return awaited(run, deadline.plus(PlaybookCommandLine.GRACE))
        .then(
            report -> {
              var known = run.answer();
              if (known.isPresent()) {
                return known.get().outcome();
              }
              var answer = judged(call, report, run.record().orElseThrow());
              keep(run, answer);
              return answer;
            });
  }

  private Outcome<PerformedAction> judged(Call call, PlayReport report, RunRecord record) {
    var before = new TargetState(call.step().target(), record.before());
    boolean told = call.action().effect() != null;
    return PlayOutcome.of(report, () -> seen(call, before, record.startedAt()), told)
        .then(
            it ->
                Outcome.ok(
                    new PerformedAction(PlaySummary.done(it), PlaySummary.result(it, MAX_RESULT))));
  }

  private static void keep(RunDirectory run, Outcome<PerformedAction> answer) {
    try {
      run.write(StoredAnswer.of(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a run told, once it's over. */
  private Outcome<PlayReport> awaited(RunDirectory run, Instant atMost) {
    while (!runs.isOver(run, clock.instant())) {
      if (!clock.instant().isBefore(atMost) || !PlaybookRuns.pause(run)) {
        return Outcome.failed(
            FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the playbook is still at work");
      }
    }
    return Outcome.ok(run.report().orElseThrow());
  }

  private PlayOutcome.Seen seen(Ready ready) {
    return seen(ready.call(), ready.before().state(), clock.instant());
  }

  private PlayOutcome.Seen seen(Call call, TargetState before, Instant startedAt) {
    return switch (reading(call.step().target())) {
      case Outcome.Failed<TargetReader.Reading> _ -> PlayOutcome.Seen.UNREADABLE;
      case Outcome.Ok<TargetReader.Reading>(var now)
          when effectSeen(call, before, now, startedAt) ->
          PlayOutcome.Seen.EFFECT;
      case Outcome.Ok<TargetReader.Reading>(var now) ->
          now.state().matches(call.step().expected())
              ? PlayOutcome.Seen.AS_BEFORE
              : PlayOutcome.Seen.OTHERWISE;
    };
  }

  private static boolean effectSeen(
      Call call, TargetState before, TargetReader.Reading now, Instant startedAt) {
    var values = TemplateBindings.with(call.values(), before);
    return EffectJudgement.judge(call.action().effect(), values, before, now, startedAt);
  }

  private <T> Outcome<T> notOurs(EntityId target) {
    return refused(settings.name() + " isn't configured to act on " + target);
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }

  private static <T> Outcome<T> cannotStart(IOException why) {
    return refused("the playbook can't be started: " + why.getMessage());
  }
}
