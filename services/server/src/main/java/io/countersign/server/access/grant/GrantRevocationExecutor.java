package io.countersign.server.access.grant;

import io.countersign.domain.Command;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.grant.GroupCommand.RevokeGroupGrant;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Grants;
import io.countersign.server.access.GrantTexts;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The executor of ends of grants that take two persons. */
@Component
final class GrantRevocationExecutor implements ChangeExecutor<GrantRevocation> {
  private final Grants grants;
  private final PrincipalNames names;

  GrantRevocationExecutor(Grants grants, PrincipalNames names) {
    this.grants = grants;
    this.names = names;
  }

  @Override
  public Class<GrantRevocation> kind() {
    return GrantRevocation.class;
  }

  @Override
  public List<String> lines(GrantRevocation change) {
    var who =
        change
            .holder()
            .group()
            .map(it -> "each member of the group " + it.name())
            .orElseGet(() -> String.valueOf(names.lookup().orId(change.holder().value())));
    var what =
        grants
            .find(change.grant())
            .map(it -> GrantTexts.grant(it.grant()))
            .orElse("the grant " + change.grant());
    return List.of("take " + what + " from " + who);
  }

  @Override
  public List<Submission> submissions(
      GrantRevocation change, ConfirmationId confirmation, Contexts contexts) {
    var command = command(change.holder(), change.grant(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }

  static Command command(GrantHolder holder, GrantId grant, @Nullable ConfirmationId confirmation) {
    return holder
        .group()
        .<Command>map(it -> new RevokeGroupGrant(it, grant, confirmation))
        .or(() -> holder.principal().map(it -> new RevokeGrant(it, grant, confirmation)))
        .orElseThrow();
  }
}
