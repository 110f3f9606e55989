package io.countersign.server.remediation;

import static io.countersign.domain.incident.IncidentWork.REMEDIATION;
import static io.countersign.domain.remediation.RemediationEvent.Withdrawn.Reason.NO_LONGER_NEEDED;

import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.domain.remediation.course.RemediationStep.End;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.server.incident.FailedWorkRecorder;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.WaitTime;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frame of every activity of the remediation loop: read the ledger, send a command, say what's
 * next.
 */
final class RemediationDriver {
  private static final Logger LOG = LoggerFactory.getLogger(RemediationDriver.class);

  private final Ledger ledger;
  private final SystemCommands commands;
  private final RemediationCourse course;
  private final FailedWorkRecorder failures;

  RemediationDriver(
      Ledger ledger,
      SystemCommands commands,
      RemediationCourse course,
      FailedWorkRecorder failures) {
    this.ledger = ledger;
    this.commands = commands;
    this.course = course;
    this.failures = failures;
  }

  Remediation state(RemediationId id) {
    return ledger.remediation(id);
  }

  /** Why it was refused, if it was. */
  Optional<RefusalCode> send(Remediation.Known state, RemediationCommand command, Blob... blobs) {
    var story = state.dossier().plan().incident().value();
    return commands.send(command, story, now(), blobs) instanceof Answer.Refused refused
        ? Optional.of(refused.code())
        : Optional.empty();
  }

  /**
   * By the database's clock, which all servers share: deadlines are judged by it, and servers'
   * clocks differ.
   */
  Instant now() {
    return ledger.databaseStatus().clock();
  }

  RemediationProgress progress(RemediationId id) {
    var now = now();
    var state = state(id);
    var turn = course.begin(state, now);
    LOG.debug("{}: {} since {}", id.value(), turn.getClass().getSimpleName(), turn.reason());
    return RemediationProgressReader.of(state, turn, now);
  }

  /** After a turn's end. */
  RemediationProgress progress(RemediationId id, IncidentId incident, End end) {
    LOG.debug("{}: {} since {}", id.value(), end.getClass().getSimpleName(), end.reason());
    return switch (end) {
      case Proceed _ -> progress(id);
      case Retry(var until, _) -> again(id, wait(until));
      case Unanswered(var until, var reason) ->
          again(id, longest(wait(until), failures.failed(incident, REMEDIATION, reason, false)));
    };
  }

  /** One attempt at its next step. */
  RemediationProgress attempt(Remediation.Known state, Supplier<End> attempt) {
    var incident = state.dossier().plan().incident();
    try {
      var end = attempt.get();
      if (!(end instanceof Unanswered)) {
        failures.succeeded(incident, REMEDIATION);
      }
      return progress(state.dossier().remediation(), incident, end);
    } catch (RuntimeException e) {
      var next = failures.threw(incident, REMEDIATION, e);
      return again(state.dossier().remediation(), longest(course.againAfterRefusal(), next));
    }
  }

  /** What was refused is asked for again, but not at once, unless somebody else went on. */
  End refused(Remediation.Known state, RefusalCode code) {
    var id = state.dossier().remediation();
    if (code == RefusalCode.INCIDENT_CLOSED) {
      return withdrawn(state);
    }
    if (code == RefusalCode.STALE_POLICY_BUNDLE) {
      return new Proceed("another policy bundle took effect meanwhile: policy is asked again");
    }
    return code == RefusalCode.NOT_YET || !state.getClass().isInstance(state(id))
        ? new Proceed("it has gone on, or its time hasn't come")
        : new Unanswered(
            now().plus(course.againAfterRefusal()), "what comes next was refused: " + code);
  }

  /** Who closes an incident has what waits for it withdrawn; here it's made up for. */
  private End withdrawn(Remediation.Known state) {
    var command =
        new WithdrawRemediation(
            state.dossier().remediation(), NO_LONGER_NEEDED, "the incident is closed");
    return send(state, command)
        .<End>map(code -> new Unanswered(now().plus(course.againAfterRefusal()), code.toString()))
        .orElseGet(() -> new Proceed("nothing needs it"));
  }

  private RemediationProgress again(RemediationId id, Duration wait) {
    var now = now();
    return progress(id).again(now.plus(wait), now);
  }

  private Duration wait(Instant until) {
    return WaitTime.until(until, now());
  }

  /** What failed is tried again by the clock that its failure was recorded by. */
  private Duration longest(Duration wait, Turn turn) {
    return switch (turn) {
      case Settle(var then, _) -> longest(wait, WaitTime.until(then, commands.now()));
      case Wait(var then, _) -> longest(wait, WaitTime.until(then, commands.now()));
      case Diagnose _, Recommend _, Watch _, Over _ -> wait;
    };
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
