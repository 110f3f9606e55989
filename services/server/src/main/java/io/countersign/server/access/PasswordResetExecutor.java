package io.countersign.server.access;

import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.PasswordReset;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The executor of resets of somebody's password. */
@Component
final class PasswordResetExecutor implements ChangeExecutor<PasswordReset> {
  private final PrincipalNames names;

  PasswordResetExecutor(PrincipalNames names) {
    this.names = names;
  }

  @Override
  public Class<PasswordReset> kind() {
    return PasswordReset.class;
  }

  @Override
  public List<String> lines(PasswordReset change) {
    var who = names.lookup().orId(change.principal().value());
    return List.of("end the password and the sessions of " + who + ", who chooses another");
  }

  @Override
  public Optional<Handover> handover(PasswordReset change) {
    return Optional.of(new Handover(change.principal(), change.reset()));
  }

  @Override
  public List<Submission> submissions(
      PasswordReset change, ConfirmationId confirmation, Contexts contexts) {
    var command = new ResetPassword(change.principal(), change.reset(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
