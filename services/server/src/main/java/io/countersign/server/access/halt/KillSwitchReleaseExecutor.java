package io.countersign.server.access.halt;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.summary.Phrases;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of the end of a halt. */
@Component
final class KillSwitchReleaseExecutor implements ChangeExecutor<KillSwitchRelease> {
  @Override
  public Class<KillSwitchRelease> kind() {
    return KillSwitchRelease.class;
  }

  @Override
  public List<String> lines(KillSwitchRelease change) {
    return List.of(
        "go on with execution "
            + change.within().inWords()
            + ", halted since "
            + Phrases.time(change.haltedAt())
            + ": "
            + change.reason());
  }

  @Override
  public List<Submission> submissions(
      KillSwitchRelease change, ConfirmationId confirmation, Contexts contexts) {
    var command =
        new SetKillSwitch(
            PrincipalId.SYSTEM, false, change.within(), change.reason(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
