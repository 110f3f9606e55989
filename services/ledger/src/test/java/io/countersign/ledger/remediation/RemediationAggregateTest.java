package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.axon.Envelope;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class RemediationAggregateTest {
  private static AggregateTestFixture<RemediationAggregate> fixture() {
    var fixture = new AggregateTestFixture<>(RemediationAggregate.class);
    fixture.registerCommandTargetResolver(
        message ->
            new VersionedAggregateIdentifier(
                (Object) ((RemediationCommand) message.getPayload()).target(), null));
    return fixture;
  }

  private static CommandMessage<?> sent(RemediationCommand command, CommandContext context) {
    return new GenericCommandMessage<>(
        new GenericMessage<>(command, Envelope.carrying(context)),
        RemediationCommand.class.getName());
  }

  private static final CommandContext SYSTEM = KnownFacts.nothing().asSystem();

  @Test
  void isCreatedByItsProposal() {
    var plan = Remediations.plan();
    fixture()
        .givenNoPriorActivity()
        .when(sent(new RemediationCommand.ProposeRemediation(Remediations.ID, 1, plan), SYSTEM))
        .expectEvents(Remediations.proposed(plan));
  }

  @Test
  void decidesOnWhatItsEventsSay() {
    fixture()
        .given(Remediations.proposed(Remediations.plan()))
        .when(
            sent(
                new RemediationCommand.RecordPolicy(Remediations.ID, Remediations.needsApproval(1)),
                SYSTEM))
        .expectEvents(
            new RemediationEvent.PolicyEvaluated(Remediations.ID, Remediations.needsApproval(1)));
  }
}
