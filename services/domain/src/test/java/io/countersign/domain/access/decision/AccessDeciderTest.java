package io.countersign.domain.access.decision;

import static io.countersign.domain.access.decision.AccessSpec.ACCESS;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.AccessEvent.AdministratorRecovered;
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.BootstrapEnded;
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PasswordResetIssued;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessEvent.RoleRevoked;
import io.countersign.domain.access.AccessEvent.SessionClosed;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessEvent.TokenIssued;
import io.countersign.domain.access.AccessEvent.TokenRevoked;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Disablement;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.domain.access.confirmation.ConfirmationSubject.PasswordReset;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessDeciderTest {
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId BOT = new PrincipalId("bot");
  private static final PrincipalId ROOT = new PrincipalId("root");
  private static final ConfirmationId CONFIRMATION = new ConfirmationId("cnf_0123456789abcdef0123");

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("root", Role.ADMINISTRATOR)
          .person("pat", Role.RESPONDER)
          .service("bot", Role.ALERT_INTAKE)
          .agent("model", Role.VIEWER);
  private final PrincipalRegistered person =
      new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.RESPONDER));
  private final PrincipalRegistered service =
      new PrincipalRegistered(BOT, PrincipalKind.SERVICE, Set.of(Role.ALERT_INTAKE));

  private static ChangeRoles grant(PrincipalId who, Role role) {
    return new ChangeRoles(who, Set.of(role), Set.of(), "", null);
  }

  private static ChangeRoles revoke(PrincipalId who, Role role) {
    return new ChangeRoles(who, Set.of(), Set.of(role), "", null);
  }

  private static AttemptRefused refusal(
      PrincipalId about, RefusalCode code, PrincipalId by, String command, Instant at) {
    return new AttemptRefused(about, code, by, command, at);
  }

  @Nested
  class Registering {
    private final RegisterPrincipal register =
        new RegisterPrincipal(PAT, PrincipalKind.PERSON, Set.of(Role.RESPONDER));

    @Test
    void byAnAdministratorOrTheProductItself() {
      ACCESS
          .given()
          .when(register, facts.as("root"))
          .then(new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.RESPONDER), ROOT));
      ACCESS.given().when(register, facts.asSystem()).then(person);
    }

    /** Whoever chooses an administrator's password could be that administrator. */
    @Test
    void anAdministratorIsInvited() {
      var administrator = Set.of(Role.ADMINISTRATOR);
      ACCESS
          .given()
          .when(new RegisterPrincipal(PAT, PrincipalKind.PERSON, administrator), facts.as("root"))
          .thenRefused(RefusalCode.INVITATION_REQUIRED);
      ACCESS
          .given()
          .when(
              new RegisterPrincipal(PAT, PrincipalKind.PERSON, administrator, "rst_1"),
              facts.as("root"))
          .then(
              new PrincipalRegistered(PAT, PrincipalKind.PERSON, administrator),
              new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24)), ROOT));
    }

    @Test
    void againWithTheSameRolesChangesNothing() {
      ACCESS.given(person).when(register, facts.as("root")).thenUnchanged();
    }

    @Test
    void anExistingIdIsRefused() {
      var other = new RegisterPrincipal(PAT, PrincipalKind.PERSON, Set.of(Role.APPROVER));
      ACCESS
          .given(person)
          .when(other, facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_EXISTS)
          .recording(refusal(PAT, RefusalCode.PRINCIPAL_EXISTS, ROOT, "RegisterPrincipal", T0));
      ACCESS
          .given(person, new PrincipalDisabled(PAT, "left"))
          .when(register, facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_EXISTS);
      ACCESS
          .given()
          .when(
              new RegisterPrincipal(PrincipalId.SYSTEM, PrincipalKind.SERVICE, Set.of()),
              facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_EXISTS)
          .recording();
    }

    @ParameterizedTest
    @CsvSource({
      "PERSON, ADMINISTRATOR, APPROVER",
      "PERSON, ADMINISTRATOR, COMMANDER",
      "PERSON, CATALOG_EDITOR, APPROVER",
      "PERSON, CATALOG_EDITOR, COMMANDER",
      "PERSON, ALERT_INTAKE, VIEWER",
      "PERSON, CHANGE_INTAKE, VIEWER",
      "SERVICE, APPROVER, VIEWER",
      "SERVICE, COMMANDER, VIEWER",
      "SERVICE, ADMINISTRATOR, VIEWER",
      "AGENT, APPROVER, VIEWER",
      "AGENT, COMMANDER, VIEWER",
      "AGENT, ADMINISTRATOR, VIEWER"
    })
    void withRolesThatExcludeEachOtherIsRefused(PrincipalKind kind, Role one, Role other) {
      ACCESS
          .given()
          .when(new RegisterPrincipal(PAT, kind, Set.of(one, other)), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT, one.name())
          .recording();
    }

    @Test
    void whatConflictsIsNamed() {
      ACCESS
          .given(person)
          .when(grant(PAT, Role.CATALOG_EDITOR), facts.as("root"))
          .then(new RoleGranted(PAT, Role.CATALOG_EDITOR));
      ACCESS
          .given(person, new RoleGranted(PAT, Role.CATALOG_EDITOR))
          .when(grant(PAT, Role.APPROVER), facts.as("root"))
          .thenRefused(
              RefusalCode.ROLE_CONFLICT,
              "both CATALOG_EDITOR and APPROVER",
              "edits the catalogue never decides");
      ACCESS
          .given(person)
          .when(grant(PAT, Role.ALERT_INTAKE), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT, "A person can't hold ALERT_INTAKE");
    }
  }

  @Nested
  class WhoManages {
    private final ChangeRoles grant = grant(PAT, Role.VIEWER);

    @Test
    void aPersonWithoutTheRoleIsRefusedAndThatIsRecordedOnceAMinute() {
      var first = ACCESS.given(person).afterRefusal(grant, facts.as("pat", after(1)));
      ACCESS
          .given(person)
          .when(grant, facts.as("pat", after(1)))
          .thenRefused(RefusalCode.FORBIDDEN, "role ADMINISTRATOR", "you hold RESPONDER")
          .recording(refusal(PAT, RefusalCode.FORBIDDEN, PAT, "ChangeRoles", after(1)));
      first.when(grant, facts.as("pat", after(59))).thenRefused(RefusalCode.FORBIDDEN).recording();
      first
          .when(grant, facts.as("pat", after(60)))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording(refusal(PAT, RefusalCode.FORBIDDEN, PAT, "ChangeRoles", after(60)));
      first
          .when(grant, facts.as("model", after(2)))
          .thenRefused(RefusalCode.HUMAN_REQUIRED)
          .recording(
              refusal(
                  PAT,
                  RefusalCode.HUMAN_REQUIRED,
                  new PrincipalId("model"),
                  "ChangeRoles",
                  after(2)));
    }

    @Test
    void neitherServicesNorTheDisabledNorStrangers() {
      ACCESS.given(person).when(grant, facts.as("bot")).thenRefused(RefusalCode.HUMAN_REQUIRED);
      var stranger = new Actor(new PrincipalId("nobody"), PrincipalKind.PERSON);
      ACCESS
          .given(person)
          .when(grant, Contexts.of(stranger, T0, facts))
          .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
      facts.disabled("root");
      ACCESS
          .given(person)
          .when(grant, facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    }

    @Test
    void notByATokenThatClaimsToBeThePerson() {
      var token = new Actor(ROOT, PrincipalKind.SERVICE);
      ACCESS
          .given(person)
          .when(grant, Contexts.of(token, T0, facts))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
    }

    @Test
    void whoMayNotAskDoesNotLearnWhoExists() {
      ACCESS.given().when(grant, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN).recording();
      ACCESS
          .given()
          .when(grant, facts.as("root"))
          .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL)
          .recording();
    }
  }

  @Nested
  class Roles {
    @Test
    void areGrantedAndRevokedOnce() {
      ACCESS
          .given(person)
          .when(grant(PAT, Role.APPROVER), facts.as("root"))
          .then(new RoleGranted(PAT, Role.APPROVER));
      ACCESS
          .given(person, new RoleGranted(PAT, Role.APPROVER))
          .when(grant(PAT, Role.APPROVER), facts.as("root"))
          .thenUnchanged();
      ACCESS
          .given(person)
          .when(revoke(PAT, Role.RESPONDER), facts.as("root"))
          .then(new RoleRevoked(PAT, Role.RESPONDER));
      ACCESS
          .given(person, new RoleRevoked(PAT, Role.RESPONDER))
          .when(revoke(PAT, Role.RESPONDER), facts.as("root"))
          .thenUnchanged();
    }

    @Test
    void areChangedAllOrNothing() {
      var exchange =
          new ChangeRoles(
              PAT, Set.of(Role.VIEWER, Role.COMMANDER), Set.of(Role.RESPONDER), "", null);
      ACCESS
          .given(person)
          .when(exchange, facts.as("root"))
          .then(
              new RoleRevoked(PAT, Role.RESPONDER),
              new RoleGranted(PAT, Role.VIEWER),
              new RoleGranted(PAT, Role.COMMANDER));
      ACCESS
          .given(person)
          .when(
              new ChangeRoles(
                  PAT, Set.of(Role.ALERT_INTAKE, Role.VIEWER), Set.of(Role.RESPONDER), "", null),
              facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
      ACCESS
          .given(person)
          .when(
              new ChangeRoles(PAT, Set.of(Role.VIEWER), Set.of(Role.VIEWER), "", null),
              facts.as("root"))
          .thenRefused(RefusalCode.BAD_REQUEST);
    }

    @Test
    void anAdministratorNeverBecomesAnApprover() {
      ACCESS
          .given(new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR)))
          .when(grant(PAT, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
      ACCESS
          .given(service)
          .when(grant(BOT, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
    }

    @Test
    void anAdministratorCantTakeItFromHimself() {
      var root = new PrincipalRegistered(ROOT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      ACCESS
          .given(root)
          .when(revoke(ROOT, Role.ADMINISTRATOR), facts.as("root"))
          .thenRefused(RefusalCode.LAST_ADMINISTRATOR);
      ACCESS
          .given(root)
          .when(new DisablePrincipal(ROOT, "tired"), facts.as("root"))
          .thenRefused(RefusalCode.LAST_ADMINISTRATOR);
      facts.person("other", Role.ADMINISTRATOR);
      ACCESS
          .given(root)
          .when(revoke(ROOT, Role.ADMINISTRATOR), facts.as("other"))
          .then(new RoleRevoked(ROOT, Role.ADMINISTRATOR));
    }
  }

  @Nested
  class Disabling {
    private final PrincipalDisabled left = new PrincipalDisabled(PAT, "left");

    @Test
    void needsAReasonAndIsForGood() {
      ACCESS
          .given(person)
          .when(new DisablePrincipal(PAT, " "), facts.as("root"))
          .thenRefused(RefusalCode.REASON_REQUIRED);
      ACCESS.given(person).when(new DisablePrincipal(PAT, "left"), facts.as("root")).then(left);
      ACCESS
          .given(person, left)
          .when(new DisablePrincipal(PAT, "again"), facts.as("root"))
          .thenUnchanged();
    }

    @Test
    void leavesNothingToTakeAwayAndNothingToGive() {
      var disabled = ACCESS.given(person, left);
      disabled.when(revoke(PAT, Role.RESPONDER), facts.as("root")).thenUnchanged();
      disabled.when(new CloseSession(PAT, "s1"), facts.as("root")).thenUnchanged();
      disabled.when(new RevokeToken(PAT, "t1"), facts.as("root")).thenUnchanged();
      disabled
          .when(grant(PAT, Role.VIEWER), facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED)
          .recording(refusal(PAT, RefusalCode.PRINCIPAL_DISABLED, ROOT, "ChangeRoles", T0));
      disabled
          .when(new ChangePassword(PAT, "pwd_1", null, null), facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED);
      disabled
          .when(new IssueToken(PAT, "t1", ""), facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    }
  }

  @Nested
  class Tokens {
    @Test
    void areForMachinesOnly() {
      ACCESS
          .given(service)
          .when(new IssueToken(BOT, "t1", "alertmanager"), facts.as("root"))
          .then(new TokenIssued(BOT, "t1", "alertmanager"));
      ACCESS
          .given(person)
          .when(new IssueToken(PAT, "t1", ""), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
    }

    @Test
    void areIssuedAndRevokedOnceAndNeverComeBack() {
      var issued = new TokenIssued(BOT, "t1", "am");
      var issue = new IssueToken(BOT, "t1", "am");
      var revoke = new RevokeToken(BOT, "t1");
      ACCESS.given(service, issued).when(issue, facts.as("root")).thenUnchanged();
      ACCESS
          .given(service, issued)
          .when(new IssueToken(BOT, "t1", "other"), facts.as("root"))
          .thenRefused(RefusalCode.BAD_REQUEST);
      ACCESS.given(service).when(revoke, facts.as("root")).thenRefused(RefusalCode.UNKNOWN_TOKEN);
      ACCESS
          .given(service, issued)
          .when(revoke, facts.as("root"))
          .then(new TokenRevoked(BOT, "t1"));
      var revoked = ACCESS.given(service, issued, new TokenRevoked(BOT, "t1"));
      revoked.when(revoke, facts.as("root")).thenUnchanged();
      revoked.when(issue, facts.as("root")).thenRefused(RefusalCode.BAD_REQUEST);
    }
  }

  @Nested
  class LoggingIn {
    private final OpenSession login = new OpenSession(PAT, "s1", "");
    private final SessionOpened opened =
        new SessionOpened(PAT, "s1", T0.plus(Duration.ofHours(12)));

    @Test
    void opensASessionOfTwelveHoursOnce() {
      ACCESS.given(person).when(login, facts.asSystem()).then(opened);
      ACCESS.given(person, opened).when(login, facts.asSystem()).thenUnchanged();
    }

    /** It was right when it was looked at; another one is in force by now. */
    @Test
    void aPasswordThatWasChangedMeanwhileOpensNothing() {
      ACCESS
          .given(person, new PasswordChanged(PAT, "pwd_2", null))
          .when(login, facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording(refusal(PAT, RefusalCode.BAD_CREDENTIALS, PAT, "OpenSession", T0));
      ACCESS
          .given(person, new PasswordChanged(PAT, "pwd_2", null))
          .when(new OpenSession(PAT, "s1", "pwd_2"), facts.asSystem())
          .then(opened);
    }

    @Test
    void nobodyLearnsWhyItIsRefused() {
      ACCESS
          .given()
          .when(login, facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording();
      ACCESS
          .given(service)
          .when(new OpenSession(BOT, "s1", ""), facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
      ACCESS
          .given(person, new PrincipalDisabled(PAT, "left"))
          .when(login, facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
    }
  }

  @Nested
  class Passwords {
    private final SessionOpened open = new SessionOpened(PAT, "s1", after(3600));
    private final SessionOpened other = new SessionOpened(PAT, "s2", after(3600));

    @Test
    void onesOwnIsChangedByProofOfTheOldOne() {
      var change = new ChangePassword(PAT, "pwd_1", "", "s1");
      var changed = new PasswordChanged(PAT, "pwd_1", "s1");
      ACCESS.given(person, open, other).when(change, facts.as("pat")).then(changed);
      ACCESS.given(person, changed).when(change, facts.as("pat")).thenUnchanged();
      ACCESS
          .given(person)
          .when(new ChangePassword(PAT, "pwd_1", null, "s1"), facts.as("pat"))
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
      ACCESS
          .given(person, new PasswordChanged(PAT, "pwd_0", null))
          .when(change, facts.as("pat"))
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
    }

    @Test
    void aNewOneEndsTheOtherSessions() {
      var state =
          (Active)
              ACCESS.given(person, open, other, new PasswordChanged(PAT, "pwd_1", "s1")).state();
      assertThat(state.sessions()).containsOnlyKeys("s1");
    }

    @Test
    void anothersIsSetOnlyWhileThereIsNobodyToConfirmIt() {
      var set = new ChangePassword(PAT, "pwd_1", null, null);
      ACCESS
          .given(person)
          .when(set, facts.as("root"))
          .then(new PasswordChanged(PAT, "pwd_1", null, ROOT, null));
      facts.bootstrapped();
      ACCESS
          .given(person)
          .when(set, facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      ACCESS
          .given(person)
          .when(set, facts.asSystem())
          .then(new PasswordChanged(PAT, "pwd_1", null));
      ACCESS
          .given(service)
          .when(new ChangePassword(BOT, "pwd_1", null, null), facts.asSystem())
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
    }

    /** Else one person had two of them, and that time would never end. */
    @Test
    void anAdministratorsIsNeverGiven() {
      var second = new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      var set = new ChangePassword(PAT, "pwd_1", null, null);
      ACCESS.given(second).when(set, facts.as("root")).thenRefused(RefusalCode.INVITATION_REQUIRED);
      ACCESS
          .given(second, new PasswordResetIssued(PAT, "rst_1", after(60), ROOT))
          .when(set, facts.as("root"))
          .thenRefused(RefusalCode.INVITATION_REQUIRED);
      ACCESS
          .given(second, new PasswordChanged(PAT, "pwd_0", null, ROOT, null))
          .when(
              new ChangePassword(PAT, "pwd_1", "pwd_0", null), facts.given("pat", "root").as("pat"))
          .then(new PasswordChanged(PAT, "pwd_1", null, null, ROOT), new BootstrapEnded(PAT, ROOT));
    }

    @Test
    void aResetTakesTwoAndVoidsTheOldOne() {
      var alone = new ResetPassword(PAT, "rst_1", null);
      var issued = new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24)));
      ACCESS
          .given(person)
          .when(alone, facts.as("root"))
          .then(new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24)), ROOT));
      facts
          .bootstrapped()
          .person("eve", Role.ADMINISTRATOR)
          .agreed(CONFIRMATION, new PasswordReset(PAT, "rst_1"), "root", after(60));
      var together = new ResetPassword(PAT, "rst_1", CONFIRMATION);
      ACCESS
          .given(person)
          .when(alone, facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      ACCESS.given(person).when(together, facts.as("root")).then(issued);
      ACCESS
          .given(person, issued)
          .when(new OpenSession(PAT, "s1", ""), facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
    }

    @Test
    void aOneTimeSecretIsUsedOnceAndInTime() {
      var issued = new PasswordResetIssued(PAT, "rst_1", after(60));
      var redeem = new RedeemReset(PAT, "rst_1", "pwd_1");
      var changed = new PasswordChanged(PAT, "pwd_1", null);
      ACCESS.given(person, issued).when(redeem, facts.as("pat", after(59))).then(changed);
      ACCESS
          .given(person, issued)
          .when(redeem, facts.as("pat", after(60)))
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
      ACCESS.given(person, issued, changed).when(redeem, facts.as("pat")).thenUnchanged();
      ACCESS
          .given(person, issued, changed)
          .when(new RedeemReset(PAT, "rst_1", "pwd_2"), facts.as("pat"))
          .thenRefused(RefusalCode.BAD_CREDENTIALS);
      ACCESS.given(person).when(redeem, facts.as("pat")).thenRefused(RefusalCode.BAD_CREDENTIALS);
      ACCESS.given().when(redeem, facts.as("pat")).thenRefused(RefusalCode.BAD_CREDENTIALS);
    }
  }

  /** One administrator isn't two approvers. */
  @Nested
  class TwoPersons {
    private final ChangeRoles promote = grant(PAT, Role.APPROVER);
    private final RoleChange change = new RoleChange(PAT, Set.of(Role.APPROVER), Set.of(), "");
    private final ChangeRoles confirmed =
        new ChangeRoles(PAT, Set.of(Role.APPROVER), Set.of(), "", CONFIRMATION);

    @ParameterizedTest
    @CsvSource({"APPROVER", "COMMANDER", "ADMINISTRATOR"})
    void makeSomebodyWhoDecides(Role role) {
      facts.bootstrapped();
      ACCESS
          .given(person)
          .when(grant(PAT, role), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      ACCESS
          .given()
          .when(
              new RegisterPrincipal(PAT, PrincipalKind.PERSON, Set.of(role), "rst_1"),
              facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    @Test
    void areNeededForWhateverReachesAllOfProduction() {
      facts.bootstrapped();
      for (var role : Set.of(Role.VIEWER, Role.CATALOG_EDITOR, Role.OPERATOR)) {
        ACCESS
            .given(person)
            .when(grant(PAT, role), facts.as("root"))
            .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      }
    }

    /** During an audit, say. */
    @Test
    void areNeededToTakeAnAuditorsAccess() {
      var audits = new RoleGranted(PAT, Role.AUDITOR);
      facts.bootstrapped().person("ann", Role.AUDITOR);
      var end = new DisablePrincipal(PAT, "gone", CONFIRMATION);
      var auditor = ACCESS.given(person, audits);
      auditor
          .when(revoke(PAT, Role.AUDITOR), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      auditor
          .when(new DisablePrincipal(PAT, "gone"), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.agreed(
          CONFIRMATION, new RoleChange(PAT, Set.of(), Set.of(Role.AUDITOR), ""), "root", after(60));
      auditor
          .when(
              new ChangeRoles(PAT, Set.of(), Set.of(Role.AUDITOR), "", CONFIRMATION),
              facts.as("root"))
          .then(new RoleRevoked(PAT, Role.AUDITOR));
      facts.agreed(CONFIRMATION, new Disablement(PAT, "gone"), "root", after(60));
      auditor.when(end, facts.as("root")).then(new PrincipalDisabled(PAT, "gone"));
    }

    @Test
    void areNotNeededToTakeAway() {
      facts.bootstrapped().person("ann", Role.APPROVER);
      ACCESS
          .given(person, new RoleGranted(PAT, Role.APPROVER))
          .when(revoke(PAT, Role.APPROVER), facts.as("root"))
          .then(new RoleRevoked(PAT, Role.APPROVER));
    }

    @Test
    void areThoseWhoConfirmedThisVeryChangeInTime() {
      facts.bootstrapped().person("eve", Role.ADMINISTRATOR);
      facts.agreed(CONFIRMATION, change, "root", after(60));
      var granted = new RoleGranted(PAT, Role.APPROVER, new PrincipalId("ada"), ROOT);
      var pat = ACCESS.given(person);
      pat.when(confirmed, facts.as("root", after(59))).then(granted);
      pat.when(promote, facts.as("root")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      pat.when(confirmed, facts.as("eve")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      pat.when(confirmed, facts.as("root", after(60)))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      pat.when(
              new ChangeRoles(PAT, Set.of(Role.COMMANDER), Set.of(), "", CONFIRMATION),
              facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    /** Not by inventing the second one: it's over when they have a password of their own. */
    @Test
    void areNeededForGoodOnceTwoAdministratorsHaveTheirOwnPasswords() {
      var second = new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      var invited = new PasswordResetIssued(PAT, "rst_1", after(60), ROOT);
      var redeem = new RedeemReset(PAT, "rst_1", "pwd_1");
      var chosen = new PasswordChanged(PAT, "pwd_1", null, null, ROOT);
      facts.pending("pat", "root");
      ACCESS
          .given(second, invited)
          .when(redeem, facts.as("pat"))
          .then(chosen, new BootstrapEnded(PAT, ROOT));
      facts.pending("root", "pat");
      ACCESS.given(second, invited).when(redeem, facts.as("pat")).then(chosen);
    }

    /** Their own password was reset before whom they invited chose one. */
    @Test
    void areTheFirstTwoWhicheverOfThemChoseTheirPasswordLast() {
      var first = new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      var reset = new PasswordResetIssued(PAT, "rst_1", after(60));
      facts.person("pat", Role.ADMINISTRATOR).invited("root", "pat");
      ACCESS
          .given(first, reset)
          .when(new RedeemReset(PAT, "rst_1", "pwd_1"), facts.as("pat"))
          .then(new PasswordChanged(PAT, "pwd_1", null), new BootstrapEnded(PAT, ROOT));
    }

    /** Who invited both of them hasn't chosen one yet. */
    @Test
    void areNotNeededBeforeTwoCountAsTwo() {
      var third = new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      var invited = new PasswordResetIssued(PAT, "rst_1", after(60), new PrincipalId("ada"));
      facts.person("pat", Role.ADMINISTRATOR).pending("pat", "ada").invited("root", "ada");
      ACCESS
          .given(third, invited)
          .when(new RedeemReset(PAT, "rst_1", "pwd_1"), facts.as("pat"))
          .then(new PasswordChanged(PAT, "pwd_1", null, null, new PrincipalId("ada")));
    }

    @Test
    void areNeededOnceAnAdministratorIsMadeOfWhoHasAnOwnPassword() {
      ACCESS
          .given(person)
          .when(grant(PAT, Role.ADMINISTRATOR), facts.as("root"))
          .then(new RoleGranted(PAT, Role.ADMINISTRATOR), new BootstrapEnded(PAT, ROOT));
      facts.given("pat", "root");
      ACCESS
          .given(person)
          .when(grant(PAT, Role.ADMINISTRATOR), facts.as("root"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      var invited = new ChangeRoles(PAT, Set.of(Role.ADMINISTRATOR), Set.of(), "rst_1", null);
      ACCESS
          .given(person)
          .when(invited, facts.as("root"))
          .then(
              new RoleGranted(PAT, Role.ADMINISTRATOR),
              new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24)), ROOT));
    }

    /** Who chose it, or handed it out alone, would have the say. */
    @Test
    void endThePasswordOfWhomTheyGiveASay() {
      facts.bootstrapped().agreed(CONFIRMATION, change, "root", after(60));
      facts.given("pat", "root");
      ACCESS
          .given(person)
          .when(confirmed, facts.as("root"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      facts.invited("pat", "root");
      ACCESS
          .given(person)
          .when(confirmed, facts.as("root"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
    }

    @Test
    void mustBothStillBeTrustedWhenItIsCarriedOut() {
      facts.bootstrapped().person("eve", Role.ADMINISTRATOR);
      facts.agreed(CONFIRMATION, change, "eve", after(60));
      var pat = ACCESS.given(person);
      pat.when(confirmed, facts.asSystem())
          .then(new RoleGranted(PAT, Role.APPROVER, ROOT, new PrincipalId("eve")));
      facts.disabled("root");
      pat.when(confirmed, facts.as("eve")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      pat.when(confirmed, facts.asSystem()).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    /** Else one administrator alone could see to it that nobody decides. */
    @Test
    void takeAwayTheLastOneWhoDecides() {
      facts.bootstrapped().person("eve", Role.ADMINISTRATOR);
      var approver = ACCESS.given(person, new RoleGranted(PAT, Role.APPROVER));
      var disable = new DisablePrincipal(PAT, "left", CONFIRMATION);
      var left = new PrincipalDisabled(PAT, "left");
      approver
          .when(revoke(PAT, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      approver
          .when(new DisablePrincipal(PAT, "left"), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.person("bea", Role.APPROVER).pending("bea", "root");
      approver
          .when(new DisablePrincipal(PAT, "left"), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.agreed(CONFIRMATION, new Disablement(PAT, "left"), "eve", after(60));
      approver.when(disable, facts.as("eve")).then(left);
      facts.person("ann", Role.APPROVER);
      approver.when(new DisablePrincipal(PAT, "left"), facts.as("root")).then(left);
    }

    /** Of administrators it takes two to confirm anything. */
    @Test
    void takeAwayOneOfTwoAdministrators() {
      facts.bootstrapped().person("eve", Role.ADMINISTRATOR).person("pat", Role.ADMINISTRATOR);
      var administrator = ACCESS.given(person, new RoleGranted(PAT, Role.ADMINISTRATOR));
      administrator
          .when(revoke(PAT, Role.ADMINISTRATOR), facts.as("root"))
          .then(new RoleRevoked(PAT, Role.ADMINISTRATOR));
      facts.disabled("eve");
      administrator
          .when(revoke(PAT, Role.ADMINISTRATOR), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    /** Two who could be one person confirm nothing either. */
    @Test
    void takeAwayAnAdministratorWithoutWhomNoTwoCountAsTwo() {
      facts.bootstrapped().firstTwo("eve", "pat").invited("eve", "pat").invited("root", "pat");
      facts.person("eve", Role.ADMINISTRATOR).person("pat", Role.ADMINISTRATOR);
      var first = ACCESS.given(person, new RoleGranted(PAT, Role.ADMINISTRATOR));
      first
          .when(revoke(PAT, Role.ADMINISTRATOR), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      first
          .when(new DisablePrincipal(PAT, "left"), facts.as("root"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      var third = new PrincipalRegistered(ROOT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      ACCESS
          .given(third)
          .when(new DisablePrincipal(ROOT, "left"), facts.as("eve"))
          .then(new PrincipalDisabled(ROOT, "left"));
    }

    /** Else the way back in would let in one who finds nobody to confirm anything. */
    @Test
    void areThereAgainOnceWhoeverCanStartTheServerIsLetInAsWhomThatHelps() {
      facts.person("pat", Role.ADMINISTRATOR);
      facts.person("eve", Role.ADMINISTRATOR).invited("eve", "pat").invited("root", "pat");
      var access = facts.of(AccessFacts.class);
      var fresh = new PrincipalId("fresh");
      assertThat(CredentialRules.leadsOut(PAT, access)).isTrue();
      facts.bootstrapped();
      assertThat(CredentialRules.leadsOut(PAT, access)).isFalse();
      facts.person("fresh", Role.ADMINISTRATOR).pending("fresh", "pat");
      assertThat(CredentialRules.leadsOut(fresh, access)).isTrue();
      facts.firstTwo("pat", "eve");
      assertThat(CredentialRules.leadsOut(PAT, access)).isTrue();
      facts.disabled("eve").disabled("root");
      assertThat(CredentialRules.leadsOut(PAT, access)).isFalse();
    }

    @Test
    void areNotAskedWhereWhoeverCanStartTheServerIsLetIn() {
      facts.bootstrapped();
      ACCESS
          .given(person)
          .when(new ResetPassword(PAT, "rst_1", null), facts.asSystem())
          .then(
              new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24))),
              new AdministratorRecovered(PAT));
    }

    @Test
    void giveWhoeverIsNewAOneTimeSecretWithIt() {
      facts.bootstrapped();
      var invited = new RoleChange(PAT, Set.of(Role.APPROVER), Set.of(), "rst_1");
      facts.agreed(CONFIRMATION, invited, "root", after(60));
      ACCESS
          .given(person)
          .when(
              new ChangeRoles(PAT, Set.of(Role.APPROVER), Set.of(), "rst_1", CONFIRMATION),
              facts.as("root"))
          .then(
              new RoleGranted(PAT, Role.APPROVER, new PrincipalId("ada"), ROOT),
              new PasswordResetIssued(PAT, "rst_1", T0.plus(Duration.ofHours(24))));
      ACCESS
          .given(person)
          .when(
              new ChangeRoles(PAT, Set.of(), Set.of(Role.VIEWER), "rst_1", null), facts.as("root"))
          .thenUnchanged();
    }
  }

  @Nested
  class Sessions {
    private final SessionOpened open = new SessionOpened(PAT, "s1", after(3600));

    @Test
    void areClosedOnceByTheirOwnerOrAnAdministrator() {
      var close = new CloseSession(PAT, "s1");
      var closed = new SessionClosed(PAT, "s1");
      ACCESS.given(person, open).when(close, facts.as("pat")).then(closed);
      ACCESS.given(person, open).when(close, facts.as("root")).then(closed);
      ACCESS
          .given(person, open)
          .when(close, facts.as("model"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
      ACCESS.given(person, open, closed).when(close, facts.as("pat")).thenUnchanged();
      ACCESS.given().when(close, facts.as("root")).thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    }

    @Test
    void thatHaveRunOutAreForgotten() {
      var later = new SessionOpened(PAT, "s2", after(3600).plus(Duration.ofHours(12)));
      var state = (Active) ACCESS.given(person, open, later).state();
      assertThat(state.sessions()).containsOnlyKeys("s2");
    }
  }

  @Nested
  class TheKillSwitch {
    private final SetKillSwitch on = new SetKillSwitch(PrincipalId.SYSTEM, true, "bad day");
    private final KillSwitchSet wasSet = new KillSwitchSet(PrincipalId.SYSTEM, true, "bad day");
    private final AccessFacts.Halt halt =
        new AccessFacts.Halt(Scope.EVERYWHERE, T0, ROOT, "bad day");

    /** Else who was stopped by it could lift it alone. */
    @Test
    void isLiftedByTwoWhoAgreedToTheEndOfThisHalt() {
      var off =
          new SetKillSwitch(PrincipalId.SYSTEM, false, Scope.EVERYWHERE, "better", CONFIRMATION);
      var lifted = new KillSwitchSet(PrincipalId.SYSTEM, false, "better");
      var alone = new SetKillSwitch(PrincipalId.SYSTEM, false, "better");
      facts.halted(halt).bootstrapped().person("ann", Role.APPROVER).person("sue", Role.RESPONDER);
      facts.agreed(CONFIRMATION, new KillSwitchRelease(T0, "better"), "ann", after(60));
      var halted = ACCESS.given(wasSet);
      halted.when(alone, facts.as("root")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      halted.when(off, facts.as("ann")).then(lifted);
      halted.when(off, facts.asSystem()).then(lifted);
      halted.when(off, facts.as("root")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      halted.when(off, facts.as("sue")).thenRefused(RefusalCode.FORBIDDEN);
      halted.when(alone, facts.as("ann")).thenRefused(RefusalCode.FORBIDDEN);
      var on =
          new SetKillSwitch(PrincipalId.SYSTEM, true, Scope.EVERYWHERE, "better", CONFIRMATION);
      halted.when(on, facts.as("ann")).thenRefused(RefusalCode.BAD_REQUEST);
      facts.halted(new AccessFacts.Halt(Scope.EVERYWHERE, after(1), ROOT, "bad day"));
      halted.when(off, facts.as("ann")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    @Test
    void haltsAPartForWhoOperatesOrCommandsIt() {
      var payments = new Scope("payments", null, null, null);
      var restarts = new Scope("payments", null, null, "restart");
      var part = new SetKillSwitch(PrincipalId.SYSTEM, true, restarts, "bad day", null);
      var wasPart = new KillSwitchSet(PrincipalId.SYSTEM, true, "bad day", restarts);
      facts
          .person("ops", Role.OPERATOR)
          .scoped("ops", Role.OPERATOR, payments)
          .person("com", Role.COMMANDER)
          .person("dev", Role.RESPONDER);
      ACCESS.given().when(part, facts.as("ops")).then(wasPart);
      ACCESS.given().when(part, facts.as("com")).then(wasPart);
      ACCESS.given().when(part, facts.as("root")).then(wasPart);
      ACCESS.given(wasSet).when(part, facts.as("dev")).thenRefused(RefusalCode.FORBIDDEN);
      ACCESS.given(wasSet).when(on, facts.as("com")).thenRefused(RefusalCode.FORBIDDEN);
      var elsewhere = new Scope(null, "staging", null, null);
      ACCESS
          .given(wasSet)
          .when(new SetKillSwitch(PrincipalId.SYSTEM, true, elsewhere, "x", null), facts.as("ops"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }

    /** The end of one within another leaves the other. */
    @Test
    void ofAPartIsLiftedByTwoAndByItself() {
      var payments = new Scope("payments", null, null, null);
      var wasPart = new KillSwitchSet(PrincipalId.SYSTEM, true, "slow", payments);
      facts
          .halted(halt)
          .halted(new AccessFacts.Halt(payments, after(1), ROOT, "slow"))
          .bootstrapped()
          .person("ann", Role.APPROVER)
          .scoped("ann", Role.APPROVER, payments)
          .person("com", Role.COMMANDER);
      var release = new KillSwitchRelease(after(1), "better", payments);
      var off = new SetKillSwitch(PrincipalId.SYSTEM, false, payments, "better", CONFIRMATION);
      var both = ACCESS.given(wasSet, wasPart);
      var alone = new SetKillSwitch(PrincipalId.SYSTEM, false, payments, "better", null);
      both.when(alone, facts.as("com")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.agreed(CONFIRMATION, release, "ann", after(60));
      both.when(off, facts.as("ann"))
          .then(new KillSwitchSet(PrincipalId.SYSTEM, false, "better", payments));
      var all =
          new SetKillSwitch(PrincipalId.SYSTEM, false, Scope.EVERYWHERE, "better", CONFIRMATION);
      both.when(all, facts.as("root")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      ACCESS.given(wasSet).when(off, facts.as("ann")).thenUnchanged();
    }

    /** Whoever halts has the last word, also over what was agreed to about the same halt. */
    @Test
    void isThrownByEachWhoHaltsWithAReason() {
      ACCESS.given().when(on, facts.as("root")).then(wasSet);
      facts.halted(halt);
      ACCESS.given(wasSet).when(on, facts.as("root")).thenUnchanged();
      ACCESS.given(wasSet).when(on, facts.as("root", after(1))).then(wasSet);
      var worse = new SetKillSwitch(PrincipalId.SYSTEM, true, "worse");
      ACCESS
          .given(wasSet)
          .when(worse, facts.as("root"))
          .then(new KillSwitchSet(PrincipalId.SYSTEM, true, "worse"));
      facts.person("eve", Role.ADMINISTRATOR);
      ACCESS.given(wasSet).when(on, facts.as("eve")).then(wasSet);
      var off = new SetKillSwitch(PrincipalId.SYSTEM, false, "better");
      ACCESS.given().when(off, facts.as("root")).thenUnchanged();
      ACCESS
          .given(wasSet)
          .when(off, facts.as("root"))
          .then(new KillSwitchSet(PrincipalId.SYSTEM, false, "better"));
      ACCESS
          .given(wasSet)
          .when(new SetKillSwitch(PrincipalId.SYSTEM, false, ""), facts.as("root"))
          .thenRefused(RefusalCode.REASON_REQUIRED)
          .recording(
              refusal(PrincipalId.SYSTEM, RefusalCode.REASON_REQUIRED, ROOT, "SetKillSwitch", T0));
    }

    @Test
    void liesOnTheSystemsStreamAndIsNobodysElse() {
      ACCESS
          .given(person)
          .when(new SetKillSwitch(PAT, true, "x"), facts.as("root"))
          .thenRefused(RefusalCode.BAD_REQUEST);
      ACCESS.given(wasSet).when(on, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
      ACCESS
          .given(wasSet)
          .when(grant(PrincipalId.SYSTEM, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    }
  }
}
