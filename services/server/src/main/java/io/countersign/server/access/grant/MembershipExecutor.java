package io.countersign.server.access.grant;

import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.ledger.Submission;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ChangeExecutor;
import java.util.List;
import org.springframework.stereotype.Component;

/** The executor of memberships, each of which takes two persons, and of ends of some of them. */
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
    var who = names.lookup().described(change.member().value());
    var group = change.group().name();
    return List.of(
        change.adding()
            ? "make " + who + " a member of the group " + group
            : "take " + who + " out of the group " + group);
  }

  @Override
  public List<Submission> submissions(
      Membership change, ConfirmationId confirmation, Contexts contexts) {
    var command =
        change.adding()
            ? new AddMember(change.group(), change.member(), confirmation)
            : new RemoveMember(change.group(), change.member(), confirmation);
    return List.of(new Submission.OfCommand(command, contexts.of("execute")));
  }
}
