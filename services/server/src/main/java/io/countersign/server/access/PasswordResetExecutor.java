package io.countersign.server.access;

import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject.PasswordReset;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.web.Origin;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of resets of somebody's password. */
@Component
final class PasswordResetExecutor implements ChangeExecutor<PasswordReset> {
  private final PrincipalNames names;
  private final PasswordResets resets;

  PasswordResetExecutor(PrincipalNames names, PasswordResets resets) {
    this.names = names;
    this.resets = resets;
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
  public Execution execution(PasswordReset change, ConfirmationId confirmation, Origin origin) {
    var command = new ResetPassword(change.principal(), change.reset(), confirmation);
    return new Execution(
        List.of(
            new Submission.OfCommand(command, origin.contextOf(confirmation.value(), "execute"))),
        resets.issue(change.reset(), PasswordResets.SECOND));
  }
}
