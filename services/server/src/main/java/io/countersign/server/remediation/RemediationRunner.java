package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.domain.remediation.course.RemediationObservations;
import io.countersign.domain.remediation.course.RemediationStep;
import io.countersign.domain.remediation.course.RemediationStep.Act;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.End;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import io.countersign.domain.remediation.course.RemediationStep.LookAtWindow;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Question;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadStepContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.WindowReading;
import io.countersign.ledger.Blob;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.remediation.window.WindowLook;
import org.jspecify.annotations.Nullable;

/** The runner of an approved remediation: asks and sends what its course wants, to a turn's end. */
final class RemediationRunner {
  private final RemediationDriver loop;
  private final RemediationCourse course;
  private final StepExecutors executors;
  private final ProbeMeasurement probing;
  private final WindowLook windows;
  private final CourseCommands commands;
  private final PublicationWait published;

  RemediationRunner(
      RemediationDriver loop,
      RemediationCourse course,
      StepExecutors executors,
      ProbeMeasurement probing,
      WindowLook windows,
      CourseCommands commands,
      PublicationWait published) {
    this.loop = loop;
    this.course = course;
    this.executors = executors;
    this.probing = probing;
    this.windows = windows;
    this.commands = commands;
    this.published = published;
  }

  End run(Remediation.Known state) {
    published.before(state);
    return new Running(state).toItsEnd();
  }

  /** One turn, and what was seen in it. */
  private final class Running {
    private final Remediation.Known state;
    private RemediationObservations seen = RemediationObservations.NONE;
    private @Nullable Blob answer;
    private boolean started;

    Running(Remediation.Known state) {
      this.state = state;
    }

    End toItsEnd() {
      var step = next();
      while (true) {
        switch (step) {
          case End end -> {
            return end;
          }
          case Question question -> {
            ask(question);
            step = next();
          }
          case Gated gated -> step = passed(gated);
          case Act act -> {
            send(act);
            step = act.then();
          }
        }
      }
    }

    private RemediationStep next() {
      return course.next(state, seen, loop.now());
    }

    private void ask(Question question) {
      switch (question) {
        case LookAtWindow _ -> seen = seen.with(new WindowReading(windows.of(state, loop.now())));
        case ReadTargets _ -> seen = seen.with(executors.read(state.dossier().plan()));
        case ReadTarget(var step, _) -> seen = seen.with(executors.read(step));
        case ReadContent _ -> seen = seen.with(executors.content(state.dossier().plan()));
        case ReadStepContent(var step, _) ->
            seen = seen.with(executors.content(state.dossier().plan(), step));
        case MeasureProbes(var at, _) ->
            seen = seen.with(probing.measure(state.dossier().plan().probes(), at));
        case ReadBack(var step, var attempt, _) ->
            seen = seen.with(executors.readBack(step, attempt));
        case Perform wanted -> {
          var performed = executors.perform(state.dossier().remediation(), wanted, loop::now);
          answer = performed.answer();
          seen = seen.with(performed.result());
        }
      }
    }

    private RemediationStep passed(Gated gated) {
      return loop.send(state, commands.of(state, gated))
          .map(code -> course.afterRefusal(state, gated, code, loop.now()))
          .orElseGet(() -> accepted(gated));
    }

    private RemediationStep accepted(Gated gated) {
      started |= gated instanceof StartStep;
      return course.afterAcceptance(state, gated, loop.now());
    }

    private void send(Act act) {
      var command = commands.of(state, act, started, answer);
      var _ =
          act instanceof CompleteStep && answer != null
              ? loop.send(state, command, answer)
              : loop.send(state, command);
    }
  }
}
