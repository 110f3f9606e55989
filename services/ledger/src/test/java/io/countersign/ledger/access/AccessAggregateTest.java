package io.countersign.ledger.access;

import static io.countersign.ledger.axon.AggregateFixture.sent;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.axon.AggregateFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class AccessAggregateTest {
  private static AggregateFixture<Access, AccessCommand, AccessEvent> fixture() {
    return new AggregateFixture<>(AccessKind.KIND);
  }

  private static final PrincipalId ID = new PrincipalId("person_1");
  private static final CommandContext SYSTEM = KnownFacts.nothing().asSystem();
  private static final AccessEvent REGISTERED =
      new AccessEvent.PrincipalRegistered(ID, PrincipalKind.PERSON, Set.of(Role.VIEWER));

  @Test
  void isCreatedByItsFirstCommand() {
    fixture()
        .given()
        .when(
            sent(
                new AccessCommand.RegisterPrincipal(ID, PrincipalKind.PERSON, Set.of(Role.VIEWER)),
                SYSTEM))
        .expectEvents(REGISTERED);
  }

  @Test
  void decidesOnWhatItsEventsSay() {
    fixture()
        .given(REGISTERED)
        .when(
            sent(
                new AccessCommand.ChangeRoles(ID, Set.of(Role.RESPONDER), Set.of(), "", null),
                SYSTEM))
        .expectEvents(new AccessEvent.RoleGranted(ID, Role.RESPONDER));
    fixture()
        .given(REGISTERED)
        .when(
            sent(
                new AccessCommand.ChangeRoles(ID, Set.of(Role.VIEWER), Set.of(), "", null), SYSTEM))
        .expectNoEvents();
  }
}
