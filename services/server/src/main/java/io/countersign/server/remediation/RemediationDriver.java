package io.countersign.server.remediation;

import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.util.Optional;

/**
 * The frame of every activity of the remediation loop: read the ledger, send a command, say what's
 * next.
 */
final class RemediationDriver {
  private final Ledger ledger;
  private final SystemCommands commands;

  RemediationDriver(Ledger ledger, SystemCommands commands) {
    this.ledger = ledger;
    this.commands = commands;
  }

  Remediation state(RemediationId id) {
    return ledger.remediation(id);
  }

  /** Why it was refused, if it was. */
  Optional<RefusalCode> send(Remediation.Known state, RemediationCommand command, Blob... blobs) {
    var story = state.dossier().plan().incident().value();
    return commands.send(command, story, blobs) instanceof Answer.Refused refused
        ? Optional.of(refused.code())
        : Optional.empty();
  }

  SystemCommands commands() {
    return commands;
  }

  RemediationProgress progress(RemediationId id) {
    return RemediationProgressReader.of(state(id), commands.now());
  }

  /** The same phase again, a little later. */
  RemediationProgress retry(RemediationId id, Duration pause) {
    var progress = progress(id);
    return new RemediationProgress(
        progress.phase(), commands.now().plus(pause), RemediationProgress.Due.RETRY);
  }
}
