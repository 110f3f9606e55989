package io.countersign.server.access;

import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Disablement;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of the end of somebody without whom nobody decides. */
@Component
final class DisablementExecutor implements ChangeExecutor<Disablement> {
  private final PrincipalNames names;

  DisablementExecutor(PrincipalNames names) {
    this.names = names;
  }

  @Override
  public Class<Disablement> kind() {
    return Disablement.class;
  }

  @Override
  public List<String> lines(Disablement change) {
    var who = names.lookup().orId(change.principal().value());
    return List.of("disable " + who + " for good: " + change.reason());
  }

  @Override
  public List<Submission> submissions(
      Disablement change, ConfirmationId confirmation, Contexts contexts) {
    var command = new DisablePrincipal(change.principal(), change.reason(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
