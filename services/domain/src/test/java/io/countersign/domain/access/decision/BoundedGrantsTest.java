package io.countersign.domain.access.decision;

import static io.countersign.domain.access.decision.AccessSpec.ACCESS;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessEvent.GrantGiven;
import io.countersign.domain.access.AccessEvent.GrantRevoked;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Grants within bounds: who may give which to whom, and take it. */
class BoundedGrantsTest {
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId ROOT = new PrincipalId("root");
  private static final PrincipalId EVE = new PrincipalId("eve");
  private static final ConfirmationId CONFIRMATION = new ConfirmationId("cnf_0123456789abcdef0123");
  private static final Scope STAGING = new Scope("payments", "staging", null, null);
  private static final Scope PRODUCTION = new Scope(null, "production", null, null);

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("root", Role.ADMINISTRATOR)
          .person("eve", Role.ADMINISTRATOR)
          .person("pat")
          .service("svc")
          .bootstrapped();
  private final PrincipalRegistered pat =
      new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of());

  private static Grant grant(Role role, Scope scope) {
    return grant(role, scope, null, null);
  }

  private static Grant grant(
      Role role, Scope scope, @Nullable Instant from, @Nullable Instant until) {
    return new Grant(GrantId.of(new UUID(role.ordinal(), 7)), role, scope, from, until);
  }

  private static GiveGrant give(Grant grant) {
    return new GiveGrant(PAT, grant, null);
  }

  private GiveGrant agreed(Grant grant) {
    var change = new GrantAddition(GrantHolder.of(PAT), grant);
    facts.agreed(CONFIRMATION, change, "eve", after(60));
    return new GiveGrant(PAT, grant, CONFIRMATION);
  }

  @Test
  void whatIsBoundedAndDecidesNothingOneGives() {
    var responder = grant(Role.RESPONDER, STAGING);
    var given = new GrantGiven(PAT, responder, ROOT, null);
    ACCESS.given(pat).when(give(responder), facts.as("root")).then(given);
    ACCESS.given(pat, given).when(give(responder), facts.as("root")).thenUnchanged();
    var reader = grant(Role.VIEWER, new Scope(null, "production", "checkout", null));
    ACCESS
        .given(pat)
        .when(give(reader), facts.as("root"))
        .then(new GrantGiven(PAT, reader, ROOT, null));
  }

  @Test
  void whatDecidesOrIsProductionWideTakesTwo() {
    for (var grant :
        Set.of(
            grant(Role.APPROVER, STAGING),
            grant(Role.POLICY_AUTHOR, STAGING),
            grant(Role.ADMINISTRATOR, STAGING),
            grant(Role.RESPONDER, PRODUCTION),
            grant(Role.VIEWER, PRODUCTION),
            grant(Role.AUDITOR, PRODUCTION),
            grant(Role.OPERATOR, new Scope(null, null, null, "restart")))) {
      ACCESS
          .given(pat)
          .when(give(grant), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      ACCESS
          .given(pat)
          .when(agreed(grant), facts.as("eve"))
          .then(new GrantGiven(PAT, grant, ROOT, EVE));
    }
  }

  @Test
  void aSecondPersonAgreedToThisVeryGrant() {
    var agreed = agreed(grant(Role.APPROVER, STAGING));
    var other = new GiveGrant(PAT, grant(Role.APPROVER, PRODUCTION), agreed.confirmation());
    ACCESS.given(pat).when(other, facts.as("eve")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
  }

  @Test
  void nobodyGrantsThemself() {
    var root = new PrincipalRegistered(ROOT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
    var viewer = grant(Role.VIEWER, STAGING);
    ACCESS
        .given(root)
        .when(new GiveGrant(ROOT, viewer, null), facts.as("root"))
        .thenRefused(RefusalCode.SOD_SELF_GRANT);
    ACCESS
        .given(root)
        .when(new ChangeRoles(ROOT, Set.of(Role.VIEWER), Set.of(), "", null), facts.as("root"))
        .thenRefused(RefusalCode.SOD_SELF_GRANT);
  }

  @Test
  void whoeverIsNoAdministratorEverywhereGivesNone() {
    facts.granted("pat", grant(Role.ADMINISTRATOR, STAGING)).person("vic", Role.VIEWER);
    var vic =
        new PrincipalRegistered(new PrincipalId("vic"), PrincipalKind.PERSON, Set.of(Role.VIEWER));
    var command = new GiveGrant(new PrincipalId("vic"), grant(Role.RESPONDER, STAGING), null);
    ACCESS.given(vic).when(command, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whatConflictsIsRefusedWhereItMeets() {
    var approver = new GrantGiven(PAT, grant(Role.APPROVER, STAGING), ROOT, EVE);
    ACCESS
        .given(pat, approver)
        .when(
            agreed(grant(Role.POLICY_AUTHOR, new Scope("payments", null, null, null))),
            facts.as("eve"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
    ACCESS
        .given(pat, approver)
        .when(
            agreed(grant(Role.POLICY_AUTHOR, new Scope("search", null, null, null))),
            facts.as("eve"))
        .then(
            new GrantGiven(
                PAT, grant(Role.POLICY_AUTHOR, new Scope("search", null, null, null)), ROOT, EVE));
    ACCESS
        .given(pat, approver)
        .when(new ChangeRoles(PAT, Set.of(Role.AUDITOR), Set.of(), "", null), facts.as("root"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
  }

  /** What it holds by a group counts as what it holds itself. */
  @Test
  void whatItHoldsByAGroupConflictsToo() {
    facts.granted("pat", grant(Role.APPROVER, STAGING));
    ACCESS
        .given(pat)
        .when(agreed(grant(Role.ADMINISTRATOR, STAGING)), facts.as("eve"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
  }

  /** A token that reads all of production is worth as much as a login that does. */
  @Test
  void whatReachesAllOfProductionTakesTwoForAMachineToo() {
    var svc = new PrincipalId("svc");
    var service = new PrincipalRegistered(svc, PrincipalKind.SERVICE, Set.of());
    var reader = grant(Role.VIEWER, PRODUCTION);
    facts.bootstrapped();
    ACCESS
        .given(service)
        .when(new GiveGrant(svc, reader, null), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    facts.agreed(CONFIRMATION, new GrantAddition(GrantHolder.of(svc), reader), "eve", after(60));
    ACCESS
        .given(service)
        .when(new GiveGrant(svc, reader, CONFIRMATION), facts.as("eve"))
        .then(new GrantGiven(svc, reader, new PrincipalId("root"), new PrincipalId("eve")));
    ACCESS
        .given(service)
        .when(new GiveGrant(svc, grant(Role.VIEWER, STAGING), null), facts.as("root"))
        .then(new GrantGiven(svc, grant(Role.VIEWER, STAGING), new PrincipalId("root"), null));
  }

  @Test
  void aMachineHoldsNoRoleOfAPersonWhateverItsBounds() {
    var svc = new PrincipalId("svc");
    var service = new PrincipalRegistered(svc, PrincipalKind.SERVICE, Set.of());
    var approver = grant(Role.APPROVER, STAGING);
    facts.agreed(CONFIRMATION, new GrantAddition(GrantHolder.of(svc), approver), "eve", after(60));
    ACCESS
        .given(service)
        .when(new GiveGrant(svc, approver, CONFIRMATION), facts.as("eve"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
    ACCESS
        .given(pat)
        .when(give(grant(Role.ALERT_INTAKE, STAGING)), facts.as("root"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
  }

  @Test
  void aGrantHasATimeThatIsNotOver() {
    for (var grant :
        Set.of(
            grant(Role.RESPONDER, STAGING, null, Contexts.T0),
            grant(Role.RESPONDER, STAGING, after(60), after(60)))) {
      ACCESS.given(pat).when(give(grant), facts.as("root")).thenRefused(RefusalCode.BAD_REQUEST);
    }
    ACCESS
        .given(pat)
        .when(give(grant(Role.RESPONDER, Scope.EVERYWHERE)), facts.as("root"))
        .thenRefused(RefusalCode.BAD_REQUEST);
  }

  /** What is over by itself is in nobody's way. */
  @Test
  void whatIsOverConflictsWithNothing() {
    var over = new GrantGiven(PAT, grant(Role.APPROVER, STAGING, null, after(10)), ROOT, EVE);
    var author = grant(Role.POLICY_AUTHOR, STAGING);
    ACCESS
        .given(pat, over)
        .when(agreed(author), facts.as("eve", after(9)))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
    ACCESS
        .given(pat, over)
        .when(agreed(author), facts.as("eve", after(10)))
        .then(new GrantGiven(PAT, author, ROOT, EVE));
  }

  @Test
  void whosePasswordAnotherChoseHasItResetFirst() {
    facts.given("pat", "root");
    ACCESS
        .given(pat)
        .when(agreed(grant(Role.APPROVER, STAGING)), facts.as("eve"))
        .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
  }

  @Test
  void oneRevokesItAtOnce() {
    var approver = grant(Role.APPROVER, STAGING);
    var given = new GrantGiven(PAT, approver, ROOT, EVE);
    var revoke = new RevokeGrant(PAT, approver.id());
    ACCESS
        .given(pat, given)
        .when(revoke, facts.as("root"))
        .then(new GrantRevoked(PAT, approver.id()));
    ACCESS.given(pat).when(revoke, facts.as("root")).thenUnchanged();
    ACCESS
        .given(pat, given, new PrincipalDisabled(PAT, "left"))
        .when(revoke, facts.as("root"))
        .thenUnchanged();
    ACCESS
        .given(pat, new RoleGranted(PAT, Role.VIEWER))
        .when(new RevokeGrant(PAT, GrantId.everywhere(PAT, Role.VIEWER)), facts.as("root"))
        .thenRefused(RefusalCode.BAD_REQUEST);
  }

  @Test
  void whoAuditsEverythingForATimeOrThroughAGroupIsKeptByTwo() {
    var auditor = grant(Role.AUDITOR, Scope.EVERYWHERE, null, after(60));
    var given = new GrantGiven(PAT, auditor, ROOT, EVE);
    facts.granted("pat", auditor);
    ACCESS
        .given(pat, given)
        .when(new RevokeGrant(PAT, auditor.id()), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    ACCESS
        .given(pat)
        .when(new DisablePrincipal(PAT, "left"), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    var change = new GrantRevocation(GrantHolder.of(PAT), auditor.id());
    facts.agreed(CONFIRMATION, change, "eve", after(60));
    ACCESS
        .given(pat, given)
        .when(new RevokeGrant(PAT, auditor.id(), CONFIRMATION), facts.as("eve"))
        .then(new GrantRevoked(PAT, auditor.id()));
  }

  /** A role lost or run out counts nowhere any more, at once. */
  @Test
  void itsEndIsJudgedByTheInstantOfWhatIsAsked() {
    facts.granted("pat", grant(Role.APPROVER, STAGING, after(10), after(20)));
    var known = facts.of(AccessFacts.class);
    var reach = new Reach("payments", "staging", "x", "");
    assertThat(known.may(PAT, Role.APPROVER, reach, after(9))).isFalse();
    assertThat(known.may(PAT, Role.APPROVER, reach, after(10))).isTrue();
    assertThat(known.may(PAT, Role.APPROVER, reach, after(20))).isFalse();
    assertThat(known.may(new PrincipalId("nobody"), Role.APPROVER, reach, after(10))).isFalse();
  }
}
