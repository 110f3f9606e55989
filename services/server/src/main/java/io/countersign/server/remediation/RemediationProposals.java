package io.countersign.server.remediation;

import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.planning.course.FormerProposal;
import io.countersign.domain.planning.course.PlanningStep.Propose;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.RemediationProposal;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.server.planning.Proposals;
import io.countersign.server.temporal.SystemCommands;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The proposals that planning knows: remediations, read from their own events. */
@Component
final class RemediationProposals implements Proposals {
  private final Ledger ledger;
  private final IncidentCourseReader facts;
  private final SystemCommands commands;

  RemediationProposals(Ledger ledger, IncidentCourseReader facts, SystemCommands commands) {
    this.ledger = ledger;
    this.facts = facts;
    this.commands = commands;
  }

  @Override
  public List<FormerProposal> of(IncidentId incident) {
    return facts.remedies(incident).remedies().stream()
        .flatMap(remedy -> find(remedy.remediation()).stream())
        .toList();
  }

  @Override
  public Optional<FormerProposal> find(String id) {
    return ledger.remediation(new RemediationId(id)) instanceof Remediation.Known known
        ? Optional.of(RemediationProposal.of(known))
        : Optional.empty();
  }

  @Override
  public Optional<RefusalCode> propose(int diagnosis, Propose proposal) {
    var plan = proposal.plan();
    var id = RemediationId.of(plan.incident(), plan.proposalDigest(), proposal.ordinal());
    var command = new ProposeRemediation(id, diagnosis, plan, proposal.considered());
    return send(command, plan.incident()) instanceof Answer.Refused refused
        ? Optional.of(refused.code())
        : Optional.empty();
  }

  @Override
  public void supersede(FormerProposal proposal, String because) {
    withdraw(proposal, Withdrawn.Reason.SUPERSEDED, because);
  }

  @Override
  public void dismiss(FormerProposal proposal, String because) {
    withdraw(proposal, Withdrawn.Reason.NO_LONGER_NEEDED, because);
  }

  private void withdraw(FormerProposal proposal, Withdrawn.Reason reason, String because) {
    var id = new RemediationId(proposal.id());
    var _ = send(new WithdrawRemediation(id, reason, because), proposal.plan().incident());
  }

  private Answer send(RemediationCommand command, IncidentId story) {
    return commands.send(command, story.value());
  }
}
