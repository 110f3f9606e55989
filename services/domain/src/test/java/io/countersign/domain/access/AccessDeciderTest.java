package io.countersign.domain.access;

import static io.countersign.domain.access.AccessSpec.ACCESS;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GrantRole;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.RevokeRole;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.AccessCommand.TryLogin;
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.LockedOut;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessEvent.RoleRevoked;
import io.countersign.domain.access.AccessEvent.SessionClosed;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessEvent.TokenIssued;
import io.countersign.domain.access.AccessEvent.TokenRevoked;
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
      ACCESS.given().when(register, facts.as("root")).then(person);
      ACCESS.given().when(register, facts.asSystem()).then(person);
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
          .thenRefused(RefusalCode.ROLE_CONFLICT)
          .recording();
    }
  }

  @Nested
  class WhoManages {
    private final GrantRole grant = new GrantRole(PAT, Role.VIEWER);

    @Test
    void aPersonWithoutTheRoleIsRefusedAndThatIsRecordedOnceAMinute() {
      var first = ACCESS.given(person).afterRefusal(grant, facts.as("pat", after(1)));
      ACCESS
          .given(person)
          .when(grant, facts.as("pat", after(1)))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording(refusal(PAT, RefusalCode.FORBIDDEN, PAT, "GrantRole", after(1)));
      first.when(grant, facts.as("pat", after(59))).thenRefused(RefusalCode.FORBIDDEN).recording();
      first
          .when(grant, facts.as("pat", after(60)))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording(refusal(PAT, RefusalCode.FORBIDDEN, PAT, "GrantRole", after(60)));
      first
          .when(grant, facts.as("model", after(2)))
          .thenRefused(RefusalCode.HUMAN_REQUIRED)
          .recording(
              refusal(
                  PAT,
                  RefusalCode.HUMAN_REQUIRED,
                  new PrincipalId("model"),
                  "GrantRole",
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
          .when(new GrantRole(PAT, Role.APPROVER), facts.as("root"))
          .then(new RoleGranted(PAT, Role.APPROVER));
      ACCESS
          .given(person, new RoleGranted(PAT, Role.APPROVER))
          .when(new GrantRole(PAT, Role.APPROVER), facts.as("root"))
          .thenUnchanged();
      ACCESS
          .given(person)
          .when(new RevokeRole(PAT, Role.RESPONDER), facts.as("root"))
          .then(new RoleRevoked(PAT, Role.RESPONDER));
      ACCESS
          .given(person, new RoleRevoked(PAT, Role.RESPONDER))
          .when(new RevokeRole(PAT, Role.RESPONDER), facts.as("root"))
          .thenUnchanged();
    }

    @Test
    void anAdministratorNeverBecomesAnApprover() {
      ACCESS
          .given(new PrincipalRegistered(PAT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR)))
          .when(new GrantRole(PAT, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
      ACCESS
          .given(service)
          .when(new GrantRole(BOT, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.ROLE_CONFLICT);
    }

    @Test
    void anAdministratorCantTakeItFromHimself() {
      var root = new PrincipalRegistered(ROOT, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR));
      ACCESS
          .given(root)
          .when(new RevokeRole(ROOT, Role.ADMINISTRATOR), facts.as("root"))
          .thenRefused(RefusalCode.LAST_ADMINISTRATOR);
      ACCESS
          .given(root)
          .when(new DisablePrincipal(ROOT, "tired"), facts.as("root"))
          .thenRefused(RefusalCode.LAST_ADMINISTRATOR);
      facts.person("other", Role.ADMINISTRATOR);
      ACCESS
          .given(root)
          .when(new RevokeRole(ROOT, Role.ADMINISTRATOR), facts.as("other"))
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
      disabled.when(new RevokeRole(PAT, Role.RESPONDER), facts.as("root")).thenUnchanged();
      disabled.when(new CloseSession(PAT, "s1"), facts.as("root")).thenUnchanged();
      disabled.when(new RevokeToken(PAT, "t1"), facts.as("root")).thenUnchanged();
      disabled
          .when(new GrantRole(PAT, Role.VIEWER), facts.as("root"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED)
          .recording(refusal(PAT, RefusalCode.PRINCIPAL_DISABLED, ROOT, "GrantRole", T0));
      disabled
          .when(new ChangePassword(PAT), facts.as("root"))
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
    private final TryLogin right = new TryLogin(PAT, "s1", true);
    private final TryLogin wrong = new TryLogin(PAT, "s1", false);

    private AttemptRefused failure(long seconds) {
      return refusal(PAT, RefusalCode.BAD_CREDENTIALS, PAT, "TryLogin", after(seconds));
    }

    @Test
    void opensASessionOfTwelveHoursOnce() {
      var opened = new SessionOpened(PAT, "s1", T0.plus(Duration.ofHours(12)));
      ACCESS.given(person).when(right, facts.asSystem()).then(opened);
      ACCESS.given(person, opened).when(right, facts.asSystem()).thenUnchanged();
    }

    @Test
    void aWrongPasswordIsRecordedEachTimeWhileItCounts() {
      var once = ACCESS.given(person, failure(0));
      once.when(wrong, facts.asSystem(after(1)))
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording(failure(1));
    }

    @Test
    void theFifthFailureInARowLocksForAQuarterOfAnHour() {
      var four = ACCESS.given(person, failure(0), failure(1), failure(2), failure(3));
      var lock = new LockedOut(PAT, after(4).plus(Duration.ofMinutes(15)));
      four.when(wrong, facts.asSystem(after(4)))
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording(failure(4), lock);
      var locked = four.and(failure(4), lock);
      locked
          .when(right, facts.asSystem(after(5)))
          .thenRefused(RefusalCode.LOCKED_OUT)
          .recording(refusal(PAT, RefusalCode.LOCKED_OUT, PAT, "TryLogin", after(5)));
      locked
          .afterRefusal(right, facts.asSystem(after(5)))
          .when(wrong, facts.asSystem(after(6)))
          .thenRefused(RefusalCode.LOCKED_OUT)
          .recording();
      locked
          .when(right, facts.asSystem(lock.until()))
          .then(new SessionOpened(PAT, "s1", lock.until().plus(Duration.ofHours(12))));
    }

    @Test
    void failuresThatAreOldOrFollowedBySuccessDoNotCount() {
      var four = ACCESS.given(person, failure(0), failure(1), failure(2), failure(3));
      four.when(wrong, facts.asSystem(after(900)))
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording(failure(900));
      four.after(right, facts.asSystem(after(4)))
          .when(new TryLogin(PAT, "s2", false), facts.asSystem(after(5)))
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording(failure(5));
    }

    @Test
    void isForActivePersonsOnlyAndTellsStrangersNothing() {
      ACCESS
          .given()
          .when(right, facts.asSystem())
          .thenRefused(RefusalCode.BAD_CREDENTIALS)
          .recording();
      ACCESS
          .given(service)
          .when(new TryLogin(BOT, "s1", true), facts.asSystem())
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
      var disabled = ACCESS.given(person, new PrincipalDisabled(PAT, "left"));
      disabled.when(right, facts.asSystem()).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
      disabled.when(wrong, facts.asSystem()).thenRefused(RefusalCode.BAD_CREDENTIALS);
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
    void endWithANewPasswordAsDoesALock() {
      ACCESS
          .given(person, open)
          .when(new ChangePassword(PAT), facts.as("pat"))
          .then(new PasswordChanged(PAT), new SessionClosed(PAT, "s1"));
      ACCESS
          .given(person, new LockedOut(PAT, after(900)), new PasswordChanged(PAT))
          .when(new TryLogin(PAT, "s2", true), facts.asSystem(after(1)))
          .then(new SessionOpened(PAT, "s2", after(1).plus(Duration.ofHours(12))));
      ACCESS
          .given(service)
          .when(new ChangePassword(BOT), facts.as("root"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
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

    @Test
    void isThrownOnceWithAReason() {
      ACCESS.given().when(on, facts.as("root")).then(wasSet);
      ACCESS.given(wasSet).when(on, facts.as("root")).thenUnchanged();
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
          .when(new GrantRole(PrincipalId.SYSTEM, Role.APPROVER), facts.as("root"))
          .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    }
  }
}
