package io.countersign.domain.access.delegation;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.DelegationCommand.Delegate;
import io.countersign.domain.access.delegation.DelegationCommand.EndDelegation;
import io.countersign.domain.access.delegation.DelegationEvent.AttemptRefused;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationEnded;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationGiven;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who decides lets another do so for a while, and either ends it. */
class DelegationDeciderTest {
  private static final DeciderSpec<DelegationState, DelegationEvent, DelegationCommand> SPEC =
      DeciderSpec.of(DelegationState.initial(), DelegationState::evolve, DelegationDecider::decide);
  private static final DelegationId ID = new DelegationId("dlg_0123456789abcdef0123");
  private static final PrincipalId ALICE = new PrincipalId("alice");
  private static final PrincipalId DAVE = new PrincipalId("dave");
  private static final DelegationGiven GIVEN =
      new DelegationGiven(ID, ALICE, DAVE, Scope.EVERYWHERE, after(600), false);
  private final KnownFacts facts = Remediations.staff();

  @Test
  void whoDecidesDelegates() {
    SPEC.given().when(to("dave", after(600)), facts.as("alice")).then(GIVEN);
    SPEC.given(GIVEN).when(to("dave", after(600)), facts.as("alice")).thenUnchanged();
    SPEC.given()
        .when(to("alice", after(600)), facts.as("dave"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording();
    SPEC.given()
        .when(to("dave", after(600)), facts.as("ci"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
  }

  @Test
  void toAnotherActivePerson() {
    SPEC.given()
        .when(to("alice", after(600)), facts.as("alice"))
        .thenRefused(RefusalCode.BAD_REQUEST);
    SPEC.given()
        .when(to("ci", after(600)), facts.as("alice"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
    facts.disabled("dave");
    SPEC.given()
        .when(to("dave", after(600)), facts.as("alice"))
        .thenRefused(RefusalCode.PRINCIPAL_DISABLED);
  }

  /** Who says that they are out of office would have nobody in their place. */
  @Test
  void toNobodyWhoNeverDecides() {
    for (var role : new Role[] {Role.ADMINISTRATOR, Role.CATALOG_EDITOR}) {
      facts.person("nora", role);
      SPEC.given()
          .when(to("nora", after(600)), facts.as("alice"))
          .thenRefused(RefusalCode.ROLE_CONFLICT)
          .recording();
    }
    for (var role : new Role[] {Role.POLICY_AUTHOR, Role.AUDITOR}) {
      facts.person("nora", role);
      SPEC.given()
          .when(to("nora", after(600)), facts.as("alice"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
    }
  }

  @Test
  void b22_forThirtyDaysAtMost() {
    var longest = T0.plus(Duration.ofDays(30));
    for (var until : new Instant[] {T0, longest.plusSeconds(1)}) {
      SPEC.given()
          .when(to("dave", until), facts.as("alice"))
          .thenRefused(RefusalCode.DELEGATION_PERIOD);
    }
    var decided = SPEC.given().when(to("dave", longest), facts.as("alice")).decision();
    assertThat(decided.events()).hasSize(1);
  }

  @Test
  void eitherEndsIt() {
    var end = new EndDelegation(ID);
    SPEC.given().when(end, facts.as("alice")).thenRefused(RefusalCode.UNKNOWN_DELEGATION);
    var bob = new PrincipalId("bob");
    SPEC.given(GIVEN)
        .when(end, facts.as("bob"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(new AttemptRefused(ID, RefusalCode.FORBIDDEN, bob, "EndDelegation", T0));
    SPEC.given(GIVEN).when(end, facts.as("alice")).then(new DelegationEnded(ID, ALICE));
    SPEC.given(GIVEN).when(end, facts.as("dave")).then(new DelegationEnded(ID, DAVE));
    SPEC.given(GIVEN, new DelegationEnded(ID, DAVE)).when(end, facts.as("dave")).thenUnchanged();
  }

  private static Delegate to(String who, Instant until) {
    return new Delegate(ID, new PrincipalId(who), Scope.EVERYWHERE, until, false);
  }
}
