package io.countersign.ledger.remediation;

import static io.countersign.ledger.axon.AggregateFixture.sent;

import io.countersign.domain.CommandContext;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.axon.AggregateFixture;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class RemediationAggregateTest {
  private static AggregateFixture<Remediation, RemediationCommand, RemediationEvent> fixture() {
    return new AggregateFixture<>(RemediationKind.KIND);
  }

  private static final CommandContext SYSTEM =
      KnownFacts.nothing().incidentOpen(Remediations.INCIDENT).asSystem();

  @Test
  void isCreatedByItsProposal() {
    var plan = Remediations.plan();
    fixture()
        .given()
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
            RemediationEvent.PolicyEvaluated.of(
                Remediations.ID, Remediations.needsApproval(1), null));
  }
}
