package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.OPENED;
import static io.countersign.domain.incident.IncidentSpec.RECOVERED;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.StandDownCommander;
import io.countersign.domain.incident.IncidentEvent.CommanderAssigned;
import io.countersign.domain.incident.IncidentEvent.CommanderStoodDown;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.testing.KnownFacts;
import org.junit.jupiter.api.Test;

/** One person commands an incident: who may, and when that ends. */
class IncidentCommanderTest {
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId CHIEF = new PrincipalId("chief");
  private static final PrincipalId DEPUTY = new PrincipalId("deputy");
  private static final CommanderAssigned COMMANDED =
      new CommanderAssigned(INCIDENT, CHIEF, CHIEF, null);

  private final KnownFacts facts = people().person("deputy", Role.COMMANDER);

  @Test
  void takesCommandOrIsGivenIt() {
    open().when(assign(CHIEF), facts.as("chief")).then(COMMANDED);
    open()
        .when(assign(CHIEF), facts.as("pat"))
        .then(new CommanderAssigned(INCIDENT, CHIEF, PAT, null));
    open().and(COMMANDED).when(assign(CHIEF), facts.as("pat")).thenUnchanged();
  }

  @Test
  void isAPersonWithTheRoleOverAllThatItIsAbout() {
    open().when(assign(PAT), facts.as("pat")).thenRefused(RefusalCode.NOT_COMMANDER, "COMMANDER");
    open()
        .when(assign(new PrincipalId("model")), facts.as("pat"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
    open().when(assign(CHIEF), facts.as("model")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    open().when(assign(CHIEF), facts.as("reader")).thenRefused(RefusalCode.FORBIDDEN);
    facts.disabled("chief");
    open().when(assign(CHIEF), facts.as("pat")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
  }

  @Test
  void holdsTheRoleWithinTheIncidentsReachAtThatMoment() {
    facts.owned(ERRORS.entity(), "payments").person("local");
    facts.granted("local", within("payments"));
    var local = new PrincipalId("local");
    open()
        .when(assign(local), facts.as("pat", after(5)))
        .then(new CommanderAssigned(INCIDENT, local, PAT, null));
    open().when(assign(local), facts.as("pat", after(60))).thenRefused(RefusalCode.NOT_COMMANDER);
    facts.owned(ERRORS.entity(), "search");
    open().when(assign(local), facts.as("pat", after(5))).thenRefused(RefusalCode.NOT_COMMANDER);
  }

  @Test
  void f10_handsOverOrIsTakenOverFromAndNobodyElseRelievesThem() {
    var handedOver = new CommanderAssigned(INCIDENT, DEPUTY, CHIEF, CHIEF);
    open().and(COMMANDED).when(assign(DEPUTY), facts.as("chief")).then(handedOver);
    open()
        .and(COMMANDED)
        .when(assign(DEPUTY), facts.as("deputy"))
        .then(new CommanderAssigned(INCIDENT, DEPUTY, DEPUTY, CHIEF));
    open()
        .and(COMMANDED)
        .when(assign(DEPUTY), facts.as("pat"))
        .thenRefused(RefusalCode.NOT_COMMANDER, "chief commands this incident");
    open()
        .and(COMMANDED, handedOver)
        .when(new StandDownCommander(INCIDENT), facts.as("chief"))
        .thenRefused(RefusalCode.NOT_COMMANDER);
  }

  @Test
  void whoLostTheRoleIsInNobodysWay() {
    facts.disabled("chief");
    open()
        .and(COMMANDED)
        .when(assign(DEPUTY), facts.as("pat"))
        .then(new CommanderAssigned(INCIDENT, DEPUTY, PAT, CHIEF));
  }

  @Test
  void standsDownThemselves() {
    var stand = new StandDownCommander(INCIDENT);
    var stood = new CommanderStoodDown(INCIDENT, CHIEF);
    open().and(COMMANDED).when(stand, facts.as("chief")).then(stood);
    open().and(COMMANDED).when(stand, facts.as("deputy")).thenRefused(RefusalCode.NOT_COMMANDER);
    open().and(COMMANDED, stood).when(stand, facts.as("chief")).thenUnchanged();
  }

  @Test
  void h19_theRightIsOverWithTheIncidentAndDoesNotComeBackWithIt() {
    closed()
        .when(assign(CHIEF), facts.as("chief"))
        .thenRefused(RefusalCode.INCIDENT_CLOSED)
        .recording(IncidentSpec.refused(RefusalCode.INCIDENT_CLOSED, CHIEF, "AssignCommander", T0));
    var reopened =
        (Incident.Open)
            IncidentSpec.INCIDENTS
                .given(OPENED, COMMANDED, RECOVERED, new Reopened(INCIDENT, "it fires on"))
                .state();
    assertThat(reopened.responders().commander()).isNull();
  }

  private static AssignCommander assign(PrincipalId who) {
    return new AssignCommander(INCIDENT, who);
  }

  private static Grant within(String team) {
    return new Grant(
        new GrantId("grt_0123456789abcdef0123"),
        Role.COMMANDER,
        new Scope(team, null, null, null),
        T0,
        after(30));
  }
}
