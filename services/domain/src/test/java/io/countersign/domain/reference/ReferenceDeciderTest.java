package io.countersign.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.reference.ReferenceCommand.AddReference;
import io.countersign.domain.reference.ReferenceCommand.RemoveReference;
import io.countersign.domain.reference.ReferenceEvent.Added;
import io.countersign.domain.reference.ReferenceEvent.AttemptRefused;
import io.countersign.domain.reference.ReferenceEvent.Removed;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.CatalogFixtures;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceDeciderTest {
  private static final ReferenceHolder INCIDENT =
      ReferenceHolder.of(new IncidentId("inc_0123456789abcdef"));
  private static final ReferenceHolder REMEDIATION =
      ReferenceHolder.of(new RemediationId("rem_0123456789abcdef"));
  private static final EntityId CHECKOUT = CatalogFixtures.service("checkout-api");
  private static final Reference TICKET = issue(10042);

  private static final DeciderSpec<References, ReferenceEvent, ReferenceCommand> REFERENCES =
      DeciderSpec.of(References.NONE, References::evolve, ReferenceDecider::decide);

  private final KnownFacts facts =
      KnownFacts.nothing()
          .with(ReferenceFacts.class, _ -> Optional.of(List.of(CHECKOUT)))
          .person("anna", Role.RESPONDER)
          .person("vera", Role.VIEWER)
          .service("bot", Role.RESPONDER);

  private static Reference issue(int number) {
    return issue(number, "https://tickets.example/browse/OPS-" + number);
  }

  private static Reference issue(int number, String url) {
    return new Reference("jira", "issue", Integer.toString(number), url);
  }

  private static AddReference add(Reference reference) {
    return new AddReference(INCIDENT, reference);
  }

  private static RemoveReference remove(Reference reference) {
    return new RemoveReference(INCIDENT, reference.system(), reference.kind(), reference.id());
  }

  private static AttemptRefused refused(RefusalCode code, String by) {
    return new AttemptRefused(INCIDENT, code, new PrincipalId(by), "AddReference", Contexts.T0);
  }

  private CommandContext anna() {
    return facts.as("anna");
  }

  private CommandContext product() {
    return facts.asSystem();
  }

  @Test
  void aPersonTellsOfATicketOnce() {
    REFERENCES.given().when(add(TICKET), anna()).then(new Added(INCIDENT, TICKET));
    REFERENCES.given(new Added(INCIDENT, TICKET)).when(add(TICKET), anna()).thenUnchanged();
  }

  @Test
  void soDoesTheProductOfARemediation() {
    var command = new AddReference(REMEDIATION, TICKET);
    REFERENCES.given().when(command, product()).then(new Added(REMEDIATION, TICKET));
    assertThat(command.target()).isEqualTo("ref_rem_0123456789abcdef");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"COMMANDER", "APPROVER"})
  void soMayWhoeverElseWorksOnIncidents(Role role) {
    var otto = facts.person("otto", role).as("otto");
    REFERENCES.given().when(add(TICKET), otto).then(new Added(INCIDENT, TICKET));
  }

  @Test
  void anAddressThatMovedIsBroughtUpToDateWithoutASecondEntry() {
    var moved = issue(10042, "https://new.example/OPS-10042");
    REFERENCES
        .given(new Added(INCIDENT, TICKET))
        .when(add(moved), anna())
        .then(new Added(INCIDENT, moved));
    var state = References.evolve(References.NONE, new Added(INCIDENT, TICKET));
    assertThat(References.evolve(state, new Added(INCIDENT, moved)).held()).containsExactly(moved);
  }

  @Test
  void whatDoesntBelongIsTakenAwayOnce() {
    var remove = remove(TICKET);
    REFERENCES
        .given(new Added(INCIDENT, TICKET))
        .when(remove, anna())
        .then(new Removed(INCIDENT, TICKET));
    REFERENCES.given().when(remove, anna()).thenUnchanged();
  }

  @Test
  void nobodyElseMay() {
    REFERENCES
        .given()
        .when(add(TICKET), facts.as("bot"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording(refused(RefusalCode.HUMAN_REQUIRED, "bot"));
    REFERENCES
        .given()
        .when(add(TICKET), facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(refused(RefusalCode.FORBIDDEN, "vera"));
    REFERENCES
        .given(refused(RefusalCode.FORBIDDEN, "vera"))
        .when(add(TICKET), facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording();
  }

  @Test
  void aTeamKeepsThoseOfItsOwn() {
    var team = new Scope("payments", null, null, null);
    facts.owned(CHECKOUT, "payments").scoped("anna", Role.RESPONDER, team);
    REFERENCES.given().when(add(TICKET), anna()).then(new Added(INCIDENT, TICKET));
    facts.owned(CHECKOUT, "search");
    REFERENCES
        .given()
        .when(add(TICKET), anna())
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(refused(RefusalCode.FORBIDDEN, "anna"));
  }

  @Test
  void whatIsNotOnRecordHoldsNothing() {
    facts.with(ReferenceFacts.class, _ -> Optional.empty());
    REFERENCES.given().when(add(TICKET), anna()).thenRefused(RefusalCode.UNKNOWN_INCIDENT);
    REFERENCES
        .given()
        .when(new AddReference(REMEDIATION, TICKET), anna())
        .thenRefused(RefusalCode.UNKNOWN_REMEDIATION);
  }

  /** It stands in the record for ever. */
  @Test
  void noneHoldsASecretOrSomebodysAddress() {
    for (var odd :
        List.of(
            issue(1, "https://tickets.example/OPS-1?access_token=abcdef0123456789"),
            new Reference("jira", "issue", "bob@example.org", "https://tickets.example/1"))) {
      REFERENCES
          .given()
          .when(add(odd), anna())
          .thenRefused(RefusalCode.BAD_REQUEST, "looks like a secret or somebody's address");
    }
  }

  /** The link that Teams gives for a message, which names a channel and nobody. */
  @Test
  void aThreadOfTeamsIsNobodysAddress() {
    var thread =
        new Reference(
            "teams",
            "thread",
            "19:bf6c2f2a5cd44c5d8c3b2c4a6e4e8f5d@thread.tacv2",
            "https://teams.microsoft.com/l/message/19:bf6c2f2a5cd44c5d8c3b2c4a6e4e8f5d@thread.tacv2"
                + "/1699350000000?tenantId=72f988bf-86f1-41af-91ab-2d7cd011db47");
    REFERENCES.given().when(add(thread), anna()).then(new Added(INCIDENT, thread));
  }

  @Test
  void thereIsRoomForAHundred() {
    var full =
        IntStream.range(0, ReferenceDecider.MOST)
            .mapToObj(number -> new Added(INCIDENT, issue(number)))
            .toArray(ReferenceEvent[]::new);
    var moved = issue(7, "https://new.example/OPS-7");
    REFERENCES
        .given(full)
        .when(add(TICKET), anna())
        .thenRefused(RefusalCode.BAD_REQUEST)
        .recording(refused(RefusalCode.BAD_REQUEST, "anna"));
    REFERENCES.given(full).when(add(moved), anna()).then(new Added(INCIDENT, moved));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eachThingIsHeldAtMostOnceWhateverIsAsked(long seed) {
    var random = new Random(seed);
    var state = References.NONE;
    for (int i = 0; i < 500; i++) {
      var reference = issue(random.nextInt(5), "https://a.example/" + random.nextInt(3));
      var command = random.nextBoolean() ? add(reference) : remove(reference);
      for (var event : ReferenceDecider.decide(state, command, anna()).events()) {
        state = References.evolve(state, event);
      }
      assertThat(state.held()).as("seed %s", seed).doesNotHaveDuplicates();
      assertThat(state.held().stream().map(Reference::toString)).doesNotHaveDuplicates();
    }
  }

  @Test
  void onlyIncidentsAndRemediationsHoldReferences() {
    assertThatThrownBy(() -> new ReferenceHolder("mute_1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReferenceHolder("inc_x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
