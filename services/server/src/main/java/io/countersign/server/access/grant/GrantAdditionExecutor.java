package io.countersign.server.access.grant;

import io.countersign.domain.Command;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.grant.GroupCommand.GiveGroupGrant;
import io.countersign.ledger.Submission;
import io.countersign.server.access.GrantTexts;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The executor of grants that take two persons. */
@Component
final class GrantAdditionExecutor implements ChangeExecutor<GrantAddition> {
  private final PrincipalNames names;

  GrantAdditionExecutor(PrincipalNames names) {
    this.names = names;
  }

  @Override
  public Class<GrantAddition> kind() {
    return GrantAddition.class;
  }

  @Override
  public List<String> lines(GrantAddition change) {
    var who =
        change
            .holder()
            .group()
            .map(it -> "each member of the group " + it.name())
            .orElseGet(() -> names.lookup().described(change.holder().value()));
    return List.of("grant " + GrantTexts.grant(change.grant()) + " to " + who);
  }

  @Override
  public List<Submission> submissions(
      GrantAddition change, ConfirmationId confirmation, Contexts contexts) {
    var command = command(change.holder(), change.grant(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }

  static Command command(GrantHolder holder, Grant grant, @Nullable ConfirmationId confirmation) {
    return holder
        .group()
        .<Command>map(it -> new GiveGroupGrant(it, grant, confirmation))
        .or(() -> holder.principal().map(it -> new GiveGrant(it, grant, confirmation)))
        .orElseThrow();
  }
}
