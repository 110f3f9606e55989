package io.countersign.connectors.ansible;

import io.countersign.connectors.ansible.report.PlayOutcome;
import io.countersign.connectors.ansible.report.PlayReport;
import io.countersign.connectors.ansible.report.PlaySummary;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.connectors.transport.CanonicalAnswer;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The execution of prepared plays: started, waited for, and judged by what is seen afterwards. */
final class PlaybookExecution {
  private static final int MAX_RESULT = 16 * 1024;

  private final PlaybookCommandLine program;
  private final PlaybookRuns runs;
  private final ExecutorTargets targets;
  private final InstantSource clock;

  PlaybookExecution(
      PlaybookCommandLine program,
      PlaybookRuns runs,
      ExecutorTargets targets,
      InstantSource clock) {
    this.program = program;
    this.runs = runs;
    this.targets = targets;
    this.clock = clock;
  }

  Outcome<DryRun> dryRun(PreparedPlay play, Duration limit) {
    try {
      var run =
          runs.dryRun(
              record(play, "", limit),
              play.call().variables(),
              play.secrets(),
              it -> program.start(play.call().action().playbook(), true, limit, it));
      try {
        return awaited(run, null)
            .then(report -> PlayOutcome.ofDryRun(report, () -> seen(play.call(), play.before())))
            .then(PlaybookExecution::foreseen);
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

  /** Starts it under its key; whoever asks at the same time finds the one run. */
  Outcome<RunDirectory> start(
      PreparedPlay play, String key, Duration limit, Predicate<RunDirectory> spent) {
    try {
      return Outcome.ok(
          runs.start(
              record(play, key, limit),
              play.call().variables(),
              play.secrets(),
              spent,
              run -> program.start(play.call().action().playbook(), false, limit, run)));
    } catch (IOException e) {
      return cannotStart(e);
    }
  }

  private RunRecord record(PreparedPlay play, String key, Duration limit) {
    var now = clock.instant();
    var target = play.call().step().target().toString();
    var until = now.plus(limit).plus(PlaybookCommandLine.GRACE);
    return new RunRecord(
        key, target, play.before().state().fields(), play.before().instance(), now, until, 0, null);
  }

  /** Of a run that this or an earlier process started: what was answered once is answered again. */
  Outcome<PerformedAction> outcome(PlaybookCall call, RunDirectory run, EffectDeadline deadline) {
    return awaited(run, deadline)
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

  private Outcome<PerformedAction> judged(PlaybookCall call, PlayReport report, RunRecord record) {
    var before =
        new ObservedTarget(
            new TargetState(call.step().target(), record.before()), record.instance());
    boolean told = call.action().effect() != null;
    return PlayOutcome.of(report, () -> seen(call, before), told)
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
  private Outcome<PlayReport> awaited(RunDirectory run, @Nullable EffectDeadline atMost) {
    while (!runs.isOver(run, clock.instant())) {
      if (isOver(atMost) || !PlaybookRuns.pause(run)) {
        return Outcome.failed(
            FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the playbook is still at work");
      }
    }
    return Outcome.ok(run.report().orElseThrow());
  }

  private static boolean isOver(@Nullable EffectDeadline deadline) {
    return deadline != null && deadline.left().plus(PlaybookCommandLine.GRACE).isNegative();
  }

  private PlayOutcome.Seen seen(PlaybookCall call, ObservedTarget before) {
    return switch (targets.read(call.step().target())) {
      case Outcome.Failed<ObservedTarget> _ -> PlayOutcome.Seen.UNREADABLE;
      case Outcome.Ok<ObservedTarget>(var now) when call.effectSeen(before, now) ->
          PlayOutcome.Seen.EFFECT;
      case Outcome.Ok<ObservedTarget>(var now) ->
          now.state().matches(call.step().expected())
              ? PlayOutcome.Seen.AS_BEFORE
              : PlayOutcome.Seen.OTHERWISE;
    };
  }

  private static <T> Outcome<T> cannotStart(IOException why) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "the playbook can't be started: " + why.getMessage());
  }
}
