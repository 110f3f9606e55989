package io.countersign.server.remediation.autonomy;

import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RunbookPromotion;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.PromoteRunbook;
import io.countersign.ledger.Submission;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.summary.Phrases;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of what lets a runbook be carried out without asking. */
@Component
final class RunbookPromotionExecutor implements ChangeExecutor<RunbookPromotion> {
  private final RunbookAutonomy autonomy;

  RunbookPromotionExecutor(RunbookAutonomy autonomy) {
    this.autonomy = autonomy;
  }

  @Override
  public Class<RunbookPromotion> kind() {
    return RunbookPromotion.class;
  }

  @Override
  public List<String> lines(RunbookPromotion change) {
    var record = autonomy.record(change.runbookDigest(), change.environment());
    return List.of(
        "carry out %s in %s without asking, until %s, where policy lets it"
            .formatted(change.runbook(), change.environment(), Phrases.time(change.until())),
        "its content is " + change.runbookDigest().hex().substring(0, 12),
        "so far it was " + record.record());
  }

  @Override
  public List<Submission> submissions(
      RunbookPromotion change, ConfirmationId confirmation, Contexts contexts) {
    var command =
        new PromoteRunbook(
            change.runbook(),
            change.runbookDigest(),
            change.environment(),
            change.until(),
            confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
