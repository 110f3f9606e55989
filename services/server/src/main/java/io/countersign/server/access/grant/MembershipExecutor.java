package io.countersign.server.access.grant;

import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.ledger.Submission;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of memberships, each of which takes two persons. */
@Component
final class MembershipExecutor implements ChangeExecutor<Membership> {
  private final PrincipalNames names;

  MembershipExecutor(PrincipalNames names) {
    this.names = names;
  }

  @Override
  public Class<Membership> kind() {
    return Membership.class;
  }

  @Override
  public List<String> lines(Membership change) {
    var who = names.lookup().orId(change.member().value());
    return List.of("make " + who + " a member of the group " + change.group().name());
  }

  @Override
  public List<Submission> submissions(
      Membership change, ConfirmationId confirmation, Contexts contexts) {
    var command = new AddMember(change.group(), change.member(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
