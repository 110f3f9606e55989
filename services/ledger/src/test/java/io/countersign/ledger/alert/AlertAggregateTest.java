package io.countersign.ledger.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.axon.Envelope;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class AlertAggregateTest {
  private static AggregateTestFixture<AlertAggregate> fixture() {
    var fixture = new AggregateTestFixture<>(AlertAggregate.class);
    fixture.registerCommandTargetResolver(
        message ->
            new VersionedAggregateIdentifier(
                (Object) ((AlertCommand) message.getPayload()).target(), null));
    return fixture;
  }

  private static CommandMessage<?> sent(AlertCommand command, CommandContext context) {
    return new GenericCommandMessage<>(
        new GenericMessage<>(command, Envelope.carrying(context)), AlertCommand.class.getName());
  }

  private static final CommandContext SYSTEM = KnownFacts.nothing().asSystem();
  private static final AlertId ID = AlertId.of("alertmanager", "f1", Contexts.T0);
  private static final EntityId CART = EntityId.service("rig", "cart");
  private static final AlertEvent RAISED =
      new AlertEvent.Raised(
          ID,
          "alertmanager",
          "f1",
          "HighErrorRate",
          Severity.CRITICAL,
          CART,
          "errors",
          Contexts.T0,
          Map.of(),
          null);

  private static AlertCommand observed(@Nullable Instant endsAt) {
    return new AlertCommand.ObserveAlert(
        ID,
        "alertmanager",
        "f1",
        "HighErrorRate",
        Severity.CRITICAL,
        CART,
        "errors",
        Contexts.T0,
        endsAt,
        Map.of(),
        null);
  }

  @Test
  void isRaisedByItsFirstObservation() {
    fixture().givenNoPriorActivity().when(sent(observed(null), SYSTEM)).expectEvents(RAISED);
  }

  @Test
  void isResolvedByItsEnd() {
    var end = Contexts.after(60);
    fixture()
        .given(RAISED)
        .when(sent(observed(end), SYSTEM))
        .expectEvents(new AlertEvent.Resolved(ID, end, 0, Contexts.T0));
  }
}
