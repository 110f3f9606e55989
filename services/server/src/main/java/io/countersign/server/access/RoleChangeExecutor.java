package io.countersign.server.access;

import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject.RoleChange;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.web.Origin;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of roles that let somebody decide. */
@Component
final class RoleChangeExecutor implements ChangeExecutor<RoleChange> {
  private final PrincipalNames names;
  private final PasswordResets resets;

  RoleChangeExecutor(PrincipalNames names, PasswordResets resets) {
    this.names = names;
    this.resets = resets;
  }

  @Override
  public Class<RoleChange> kind() {
    return RoleChange.class;
  }

  @Override
  public List<String> lines(RoleChange change) {
    var who = names.lookup().orId(change.principal().value());
    var lines = new ArrayList<String>();
    change.grant().stream().sorted().forEach(it -> lines.add("grant " + it + " to " + who));
    change.revoke().stream().sorted().forEach(it -> lines.add("revoke " + it + " from " + who));
    if (!change.reset().isEmpty()) {
      lines.add("let " + who + " choose a first password");
    }
    return lines;
  }

  @Override
  public Execution execution(RoleChange change, ConfirmationId confirmation, Origin origin) {
    var command =
        new ChangeRoles(
            change.principal(), change.grant(), change.revoke(), change.reset(), confirmation);
    var secret =
        change.reset().isEmpty() ? null : resets.issue(change.reset(), PasswordResets.SECOND);
    return new Execution(
        List.of(
            new Submission.OfCommand(command, origin.contextOf(confirmation.value(), "execute"))),
        secret);
  }
}
