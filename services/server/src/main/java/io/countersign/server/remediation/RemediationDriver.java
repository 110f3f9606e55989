package io.countersign.server.remediation;

import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.domain.remediation.course.RemediationStep.End;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  RemediationDriver(Ledger ledger, SystemCommands commands, RemediationCourse course) {
    this.ledger = ledger;
    this.commands = commands;
    this.course = course;
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
    var turn = course.begin(state(id), now());
    LOG.debug("{}: {} since {}", id.value(), turn.getClass().getSimpleName(), turn.reason());
    var progress = RemediationProgressReader.of(turn);
    var due = progress.dueAt();
    return due == null
        ? progress
        : new RemediationProgress(progress.phase(), byOwnClock(due), progress.due());
  }

  /** After a turn's end. */
  RemediationProgress progress(RemediationId id, End end) {
    LOG.debug("{}: {} since {}", id.value(), end.getClass().getSimpleName(), end.reason());
    return switch (end) {
      case Proceed _ -> progress(id);
      case Retry(var until, _) ->
          new RemediationProgress(
              progress(id).phase(), byOwnClock(until), RemediationProgress.Due.RETRY);
    };
  }

  /** The loop waits by this machine's clock, for as long as by the database's. */
  private Instant byOwnClock(Instant due) {
    return commands.now().plus(Duration.between(now(), due));
  }
}
