package io.countersign.server.access;

import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.ledger.Submission;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The executor of roles that let somebody decide. */
@Component
final class RoleChangeExecutor implements ChangeExecutor<RoleChange> {
  private final PrincipalNames names;

  RoleChangeExecutor(PrincipalNames names) {
    this.names = names;
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
      lines.add("end the password and the sessions of " + who + ", who chooses another");
    }
    return lines;
  }

  @Override
  public Optional<Handover> handover(RoleChange change) {
    return Optional.of(new Handover(change.principal(), change.reset()))
        .filter(it -> !it.reset().isEmpty());
  }

  @Override
  public List<Submission> submissions(
      RoleChange change, ConfirmationId confirmation, Contexts contexts) {
    var command =
        new ChangeRoles(
            change.principal(), change.grant(), change.revoke(), change.reset(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
