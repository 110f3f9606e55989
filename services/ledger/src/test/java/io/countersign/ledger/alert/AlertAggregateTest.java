package io.countersign.ledger.alert;

import static io.countersign.ledger.axon.AggregateFixture.sent;

import io.countersign.domain.CommandContext;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.axon.AggregateFixture;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class AlertAggregateTest {
  private static AggregateFixture<AlertSeen, AlertCommand, AlertEvent> fixture() {
    return new AggregateFixture<>(AlertKind.KIND);
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
    fixture().given().when(sent(observed(null), SYSTEM)).expectEvents(RAISED);
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
