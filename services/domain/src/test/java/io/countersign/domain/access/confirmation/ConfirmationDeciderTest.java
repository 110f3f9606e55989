package io.countersign.domain.access.confirmation;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationCommand.BeginChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.CompleteChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.FailChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.confirmation.ConfirmationEvent.AttemptRefused;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeAdopted;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeCompleted;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeConfirmed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeFailed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeProposed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeWithdrawn;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfirmationDeciderTest {
  private static final DeciderSpec<Confirmation, ConfirmationEvent, ConfirmationCommand> CHANGE =
      DeciderSpec.of(Confirmation.initial(), Confirmation::evolve, ConfirmationDecider::decide);
  private static final ConfirmationId ID = new ConfirmationId("cnf_0123456789abcdef0123");
  private static final PrincipalId ADA = new PrincipalId("ada");
  private static final PrincipalId BOB = new PrincipalId("bob");
  private static final ConfirmationSubject ROLES =
      new ConfirmationSubject.RoleChange(
          new PrincipalId("pat"), Set.of(Role.APPROVER), Set.of(), "");
  private static final ConfirmationSubject CATALOG =
      new ConfirmationSubject.CatalogReduction(
          Digest.ofJson("x"), 1, new BlobRef(Digest.ofJson("y"), 1, "application/json"));

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("ada", Role.ADMINISTRATOR)
          .person("bob", Role.ADMINISTRATOR)
          .person("eva", Role.ADMINISTRATOR)
          .person("pat", Role.APPROVER)
          .person("ann", Role.APPROVER)
          .person("both", Role.APPROVER, Role.CATALOG_EDITOR)
          .service("pipeline", Role.CATALOG_EDITOR)
          .agent("model", Role.VIEWER);
  private final ChangeProposed proposed = proposed(ROLES, ADA);
  private final ConfirmChange confirm = new ConfirmChange(ID, ROLES.digest());
  private final ChangeConfirmed confirmed = new ChangeConfirmed(ID, ROLES.digest(), BOB);
  private final ConfirmChange agree = new ConfirmChange(ID, CATALOG.digest());
  private final ChangeWithdrawn withdrawn = new ChangeWithdrawn(ID, ADA);
  private final ChangeCompleted completed = new ChangeCompleted(ID);

  private static ChangeProposed proposed(ConfirmationSubject subject, PrincipalId by) {
    var end = T0.plus(ConfirmationDecider.LIFETIME);
    return new ChangeProposed(ID, subject, subject.digest(), by, end);
  }

  private static ChangeConfirmed yes(String by) {
    return new ChangeConfirmed(ID, CATALOG.digest(), new PrincipalId(by));
  }

  @Test
  void theDigestCoversAllOfAChange() {
    var pat = new PrincipalId("pat");
    var approver = Set.of(Role.APPROVER);
    var none = Set.<Role>of();
    assertThat(
            Set.of(
                ROLES.digest(),
                new ConfirmationSubject.RoleChange(BOB, approver, none, "").digest(),
                new ConfirmationSubject.RoleChange(pat, none, approver, "").digest(),
                new ConfirmationSubject.RoleChange(pat, approver, approver, "").digest(),
                new ConfirmationSubject.RoleChange(pat, approver, none, "rst_1").digest(),
                new ConfirmationSubject.PasswordReset(pat, "rst_1").digest(),
                new ConfirmationSubject.PasswordReset(pat, "rst_2").digest(),
                new ConfirmationSubject.Disablement(pat, "left").digest(),
                new ConfirmationSubject.Disablement(BOB, "left").digest(),
                new ConfirmationSubject.KillSwitchRelease(T0, "over").digest(),
                new ConfirmationSubject.KillSwitchRelease(T0, "calm").digest(),
                new ConfirmationSubject.KillSwitchRelease(after(1), "over").digest(),
                CATALOG.digest()))
        .hasSize(13);
  }

  /**
   * Who comes back with another password doesn't find there what somebody said with the old one.
   */
  @Test
  void whatAPersonSaidIsOverWithTheirPasswordOrRole() {
    var pat = new PrincipalId("pat");
    var approver = Set.of(Role.APPROVER);
    var reset = new ConfirmationSubject.PasswordReset(pat, "rst_1");
    assertThat(reset.silences(pat)).isTrue();
    assertThat(reset.silences(ADA)).isFalse();
    assertThat(new ConfirmationSubject.Disablement(pat, "left").silences(pat)).isTrue();
    assertThat(new ConfirmationSubject.RoleChange(pat, Set.of(), approver, "").silences(pat))
        .isTrue();
    assertThat(new ConfirmationSubject.RoleChange(pat, approver, Set.of(), "rst_1").silences(pat))
        .isTrue();
    assertThat(ROLES.silences(pat)).as("one more role").isFalse();
    assertThat(CATALOG.silences(pat)).isFalse();
  }

  @Nested
  class Proposing {
    @Test
    void isForThoseWhoCouldOnceDoItAlone() {
      CHANGE.given().when(new ProposeChange(ID, ROLES), facts.as("ada")).then(proposed);
      CHANGE.given(proposed).when(new ProposeChange(ID, ROLES), facts.as("ada")).thenUnchanged();
      CHANGE
          .given()
          .when(new ProposeChange(ID, ROLES), facts.as("pat"))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording();
      CHANGE
          .given()
          .when(new ProposeChange(ID, CATALOG), facts.as("pipeline"))
          .then(proposed(CATALOG, new PrincipalId("pipeline")));
      CHANGE
          .given()
          .when(new ProposeChange(ID, ROLES), facts.as("pipeline"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
    }
  }

  @Nested
  class Confirming {
    @Test
    void isForAnotherAdministrator() {
      CHANGE.given(proposed).when(confirm, facts.as("bob")).then(confirmed);
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("ada"))
          .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED)
          .recording(
              new AttemptRefused(ID, RefusalCode.SECOND_PERSON_REQUIRED, ADA, "ConfirmChange", T0));
      CHANGE.given(proposed).when(confirm, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("model"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
      CHANGE
          .given(proposed)
          .when(confirm, facts.asSystem())
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
      facts.disabled("bob");
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("bob"))
          .thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    }

    @Test
    void ofWhatTheCatalogueAsksIsForThoseWhoCantEditIt() {
      var byAda = proposed(CATALOG, ADA);
      CHANGE.given(byAda).when(agree, facts.as("pat")).then(yes("pat"));
      CHANGE.given(byAda).when(agree, facts.as("bob")).thenRefused(RefusalCode.FORBIDDEN);
      CHANGE.given(byAda).when(agree, facts.as("both")).thenRefused(RefusalCode.SOD_CATALOG_EDITOR);
    }

    /** Whoever decides on plans may, who is there when something burns. */
    @Test
    void ofTheEndOfAHaltIsForWhoeverDecides() {
      var release = new ConfirmationSubject.KillSwitchRelease(T0, "over");
      var yes = new ConfirmChange(ID, release.digest());
      CHANGE
          .given(proposed(release, ADA))
          .when(yes, facts.as("pat"))
          .then(new ChangeConfirmed(ID, release.digest(), new PrincipalId("pat")));
      CHANGE
          .given(proposed(release, ADA))
          .when(yes, facts.as("bob"))
          .then(new ChangeConfirmed(ID, release.digest(), BOB));
      CHANGE
          .given(proposed(release, ADA))
          .when(yes, facts.person("sue", Role.RESPONDER).as("sue"))
          .thenRefused(RefusalCode.FORBIDDEN);
      CHANGE
          .given()
          .when(new ProposeChange(ID, release), facts.as("pat"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }

    /** Within bounds it's for those who have the say there. */
    @Test
    void ofTheEndOfAHaltOfAPartIsForThoseOfThatPart() {
      var staging = new Scope(null, "staging", null, null);
      var release = new ConfirmationSubject.KillSwitchRelease(T0, "over", staging);
      var yes = new ConfirmChange(ID, release.digest());
      facts
          .person("ops", Role.OPERATOR)
          .scoped("ops", Role.OPERATOR, staging)
          .person("sam", Role.APPROVER)
          .scoped("sam", Role.APPROVER, staging)
          .person("far", Role.APPROVER)
          .scoped("far", Role.APPROVER, new Scope(null, "test", null, null));
      var ops = new PrincipalId("ops");
      CHANGE
          .given(proposed(release, ops))
          .when(yes, facts.as("sam"))
          .then(new ChangeConfirmed(ID, release.digest(), new PrincipalId("sam")));
      CHANGE
          .given(proposed(release, ops))
          .when(yes, facts.as("far"))
          .thenRefused(RefusalCode.FORBIDDEN);
      CHANGE
          .given(proposed(release, ops))
          .when(yes, facts.as("ops"))
          .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      var all = new ConfirmationSubject.KillSwitchRelease(T0, "over");
      CHANGE
          .given()
          .when(new ProposeChange(ID, all), facts.as("ops"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }

    /** Who knows the password could be both. */
    @Test
    void isForNobodyWhosePasswordAnotherChose() {
      facts.given("bob", "ada").given("pat", "ada");
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("bob"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      CHANGE
          .given(proposed(CATALOG, ADA))
          .when(new ConfirmChange(ID, CATALOG.digest()), facts.as("pat"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      facts.invited("bob", "root");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).then(confirmed);
    }

    @Test
    void isForNobodyWhomTheProposerCouldBe() {
      facts.bootstrapped();
      var refused = RefusalCode.SECOND_PERSON_REQUIRED;
      facts.invited("bob", "ada");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).thenRefused(refused);
      CHANGE.given(proposed(ROLES, BOB)).when(confirm, facts.as("ada")).thenRefused(refused);
      facts.invited("eva", "ada");
      CHANGE.given(proposed(ROLES, BOB)).when(confirm, facts.as("eva")).thenRefused(refused);
      CHANGE
          .given(proposed(new ConfirmationSubject.PasswordReset(BOB, "rst_1"), ADA))
          .when(confirm, facts.as("eva"))
          .thenRefused(refused);
      CHANGE
          .given(proposed(new ConfirmationSubject.Disablement(BOB, "left"), ADA))
          .when(confirm, facts.as("eva"))
          .thenRefused(refused);
    }

    /** Who made the one that made the other speaks through both. */
    @Test
    void isForNobodyWhomTheProposerCouldBeThroughOthers() {
      var refused = RefusalCode.SECOND_PERSON_REQUIRED;
      facts.bootstrapped().invited("bob", "ned").given("ned", "zoe").invited("zoe", "ada");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).thenRefused(refused);
      CHANGE.given(proposed(ROLES, BOB)).when(confirm, facts.as("ada")).thenRefused(refused);
      facts.invited("zoe", "kim").pending("eva", "kim");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).then(confirmed);
      facts.invited("eva", "kim").given("kim", "zoe");
      CHANGE.given(proposed(ROLES, BOB)).when(confirm, facts.as("eva")).thenRefused(refused);
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("eva"))
          .then(new ChangeConfirmed(ID, ROLES.digest(), new PrincipalId("eva")));
    }

    /**
     * Else nobody could ever confirm anything; a third whom one of them let in could be that one.
     */
    @Test
    void isForTheSecondAdministratorThoughTheFirstInvitedThem() {
      facts.bootstrapped().invited("bob", "ada").invited("eva", "ada").firstTwo("ada", "bob");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).then(confirmed);
      CHANGE
          .given(proposed(ROLES, BOB))
          .when(confirm, facts.as("ada"))
          .then(new ChangeConfirmed(ID, ROLES.digest(), ADA));
      var refused = RefusalCode.SECOND_PERSON_REQUIRED;
      CHANGE.given(proposed).when(confirm, facts.as("ada")).thenRefused(refused);
      CHANGE.given(proposed).when(confirm, facts.as("eva")).thenRefused(refused);
      CHANGE.given(proposed(ROLES, BOB)).when(confirm, facts.as("eva")).thenRefused(refused);
    }

    /** Whoever handed it out could have made the editor that proposed it. */
    @Test
    void ofWhatTheCatalogueAsksIsForNobodyWhoseSecretOneHandedOut() {
      facts.invited("pat", "ada").firstTwo("ada", "pat");
      for (var proposer : List.of("ada", "bob")) {
        CHANGE
            .given(proposed(CATALOG, new PrincipalId(proposer)))
            .when(agree, facts.as("pat"))
            .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      }
    }

    @Test
    void isOfWhatWasShownAndInTime() {
      CHANGE
          .given(proposed)
          .when(new ConfirmChange(ID, CATALOG.digest()), facts.as("bob"))
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("bob", proposed.expiresAt()))
          .thenRefused(RefusalCode.CONFIRMATION_EXPIRED);
      CHANGE
          .given(proposed)
          .when(confirm, facts.as("bob", proposed.expiresAt().minusSeconds(1)))
          .then(confirmed);
    }

    @Test
    void needsAProposerWhoIsStillTrusted() {
      facts.disabled("ada");
      CHANGE.given(proposed).when(confirm, facts.as("bob")).thenRefused(RefusalCode.NOT_PENDING);
    }

    @Test
    void happensOnce() {
      CHANGE.given(proposed, confirmed).when(confirm, facts.as("bob")).thenUnchanged();
      CHANGE
          .given(proposed, confirmed)
          .when(confirm, facts.as("eva"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE.given(proposed, confirmed, completed).when(confirm, facts.as("bob")).thenUnchanged();
      CHANGE
          .given(proposed, withdrawn)
          .when(confirm, facts.as("bob"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE
          .given()
          .when(confirm, facts.as("bob"))
          .thenRefused(RefusalCode.UNKNOWN_CONFIRMATION)
          .recording();
    }
  }

  /** Nobody knows who holds its token: they could propose by it and confirm as themselves. */
  @Nested
  class OfAMachine {
    private final ChangeProposed byPipeline = proposed(CATALOG, new PrincipalId("pipeline"));

    private ChangeAdopted adopted(String by) {
      return new ChangeAdopted(ID, CATALOG.digest(), new PrincipalId(by));
    }

    @Test
    void takesTwoPersonsOfWhomTheFirstStandsForIt() {
      CHANGE.given(byPipeline).when(agree, facts.as("pat")).then(adopted("pat"));
      var byPat = CHANGE.given(byPipeline, adopted("pat"));
      byPat
          .when(agree, facts.as("pat"))
          .thenRefused(
              RefusalCode.SECOND_PERSON_REQUIRED,
              "You stand for this already: another person with the role APPROVER or COMMANDER");
      byPat.when(agree, facts.as("ann")).then(yes("ann"));
      byPat.when(agree, facts.as("bob")).thenRefused(RefusalCode.FORBIDDEN);
      byPat
          .when(new WithdrawChange(ID), facts.as("pat"))
          .then(new ChangeWithdrawn(ID, new PrincipalId("pat")));
    }

    /** With one approver and one administrator, a pipeline's can be confirmed as well. */
    @Test
    void isAdoptedByWhoeverCouldProposeIt() {
      CHANGE.given(byPipeline).when(agree, facts.as("ada")).then(adopted("ada"));
      CHANGE.given(byPipeline).when(agree, facts.as("both")).then(adopted("both"));
      CHANGE.given(byPipeline, adopted("ada")).when(agree, facts.as("pat")).then(yes("pat"));
      facts.invited("pat", "ada");
      CHANGE
          .given(byPipeline, adopted("ada"))
          .when(agree, facts.as("pat"))
          .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
    }

    /** Somebody else may have adopted it at the same moment. */
    @Test
    void isAdoptedByAPersonWhoProposesItAgainUnlessSomebodyStandsForIt() {
      var again = new ProposeChange(ID, CATALOG);
      CHANGE.given(byPipeline).when(again, facts.as("ada")).then(adopted("ada"));
      CHANGE.given(byPipeline, adopted("pat")).when(again, facts.as("ada")).thenUnchanged();
      CHANGE.given(byPipeline).when(again, facts.as("pipeline")).thenUnchanged();
      CHANGE
          .given(byPipeline)
          .when(again, facts.as("pat"))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording(
              new AttemptRefused(
                  ID, RefusalCode.FORBIDDEN, new PrincipalId("pat"), "ProposeChange", T0));
    }

    @Test
    void isAdoptedByNobodyWhoSpeaksForAnother() {
      var unheard = CHANGE.given(byPipeline);
      facts.person("sue", Role.RESPONDER).given("pat", "ada");
      unheard.when(agree, facts.as("sue")).thenRefused(RefusalCode.FORBIDDEN);
      unheard.when(agree, facts.as("pat")).thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      unheard.when(agree, facts.as("pipeline")).thenRefused(RefusalCode.HUMAN_REQUIRED);
      unheard
          .when(new ConfirmChange(ID, ROLES.digest()), facts.as("ann"))
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
      facts.invited("ann", "ada").bootstrapped();
      CHANGE
          .given(byPipeline, adopted("ada"))
          .when(agree, facts.as("ann"))
          .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
    }

    /** It's revoked since somebody else has it: what it left isn't confirmed by mistake. */
    @Test
    void isOverWithItsToken() {
      facts.tokensRevoked("pipeline");
      CHANGE.given(byPipeline).when(agree, facts.as("pat")).thenRefused(RefusalCode.NOT_PENDING);
      CHANGE
          .given(byPipeline, adopted("pat"))
          .when(agree, facts.as("ann"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE
          .given(byPipeline, adopted("pat"), yes("ann"))
          .when(new BeginChange(ID), facts.as("ann"))
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }

    @Test
    void isCarriedOutWhileTheAdopterStandsForIt() {
      var begin = new BeginChange(ID);
      var refused = RefusalCode.CONFIRMATION_REQUIRED;
      var agreed = CHANGE.given(byPipeline, adopted("pat"), yes("ann"));
      agreed.when(begin, facts.as("ann")).thenUnchanged();
      CHANGE.given(byPipeline, yes("ann")).when(begin, facts.as("ann")).thenRefused(refused);
      facts.disabled("pat");
      agreed.when(begin, facts.as("ann")).thenRefused(refused);
      CHANGE
          .given(byPipeline, adopted("pat"))
          .when(agree, facts.as("ann"))
          .thenRefused(RefusalCode.NOT_PENDING);
    }
  }

  @Nested
  class Withdrawing {
    private final WithdrawChange withdraw = new WithdrawChange(ID);

    @Test
    void isForWhoProposedItOrCouldConfirmIt() {
      CHANGE.given(proposed).when(withdraw, facts.as("ada")).then(withdrawn);
      CHANGE.given(proposed).when(withdraw, facts.as("bob")).then(new ChangeWithdrawn(ID, BOB));
      CHANGE
          .given(proposed)
          .when(withdraw, facts.asSystem())
          .then(new ChangeWithdrawn(ID, PrincipalId.SYSTEM));
      CHANGE.given(proposed).when(withdraw, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
      CHANGE.given(proposed, withdrawn).when(withdraw, facts.as("ada")).thenUnchanged();
      CHANGE.given(proposed, confirmed).when(withdraw, facts.as("ada")).then(withdrawn);
      CHANGE
          .given(proposed, confirmed, completed)
          .when(withdraw, facts.as("ada"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE.given().when(withdraw, facts.as("ada")).thenRefused(RefusalCode.UNKNOWN_CONFIRMATION);
    }
  }

  /** What no decider of its own looks at once more. */
  @Nested
  class Beginning {
    private final ChangeConfirmed byPat =
        new ChangeConfirmed(ID, CATALOG.digest(), new PrincipalId("pat"));
    private final BeginChange begin = new BeginChange(ID);

    @Test
    void asksOnceMoreWhetherBothMay() {
      var change = CHANGE.given(proposed(CATALOG, ADA), byPat);
      change.when(begin, facts.as("pat")).thenUnchanged();
      change.when(begin, facts.asSystem()).thenUnchanged();
      change.when(begin, facts.as("bob")).thenRefused(RefusalCode.NOT_PENDING);
      var end = T0.plus(ConfirmationDecider.LIFETIME);
      change.when(begin, facts.asSystem(end)).thenRefused(RefusalCode.CONFIRMATION_EXPIRED);
      facts.invited("pat", "ada");
      change.when(begin, facts.as("pat")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.disabled("pat");
      change.when(begin, facts.asSystem()).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
      facts.person("pat", Role.APPROVER).disabled("ada");
      change.when(begin, facts.asSystem()).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }
  }

  /** So that what carries it out is in one commit with the word that it's still to be done. */
  @Nested
  class BeginningWhatIsOver {
    private final BeginChange begin = new BeginChange(ID);

    @Test
    void isRefused() {
      for (var over :
          List.of(completed, withdrawn, new ChangeFailed(ID, RefusalCode.ROLE_CONFLICT))) {
        CHANGE
            .given(proposed, confirmed, over)
            .when(begin, facts.asSystem())
            .thenRefused(RefusalCode.NOT_PENDING);
      }
      CHANGE.given(proposed).when(begin, facts.asSystem()).thenRefused(RefusalCode.NOT_PENDING);
    }
  }

  @Nested
  class Superseding {
    private final PrincipalId pat = new PrincipalId("pat");

    private ConfirmationSubject roles(Set<Role> grant, Set<Role> revoke, String reset) {
      return new ConfirmationSubject.RoleChange(pat, grant, revoke, reset);
    }

    @Test
    void isOfWhatTheNewerOneSaysOtherwise() {
      var none = Set.<Role>of();
      var approver = Set.of(Role.APPROVER);
      var reset = new ConfirmationSubject.PasswordReset(pat, "rst_1");
      var taken = roles(none, Set.of(Role.APPROVER, Role.VIEWER), "");
      assertThat(taken.supersedes(ROLES)).isTrue();
      assertThat(ROLES.supersedes(taken)).isTrue();
      assertThat(ROLES.supersedes(roles(Set.of(Role.COMMANDER), none, ""))).isFalse();
      assertThat(roles(approver, none, "rst_2").supersedes(reset)).isTrue();
      assertThat(ROLES.supersedes(reset)).isFalse();
      assertThat(new ConfirmationSubject.PasswordReset(pat, "rst_2").supersedes(reset)).isTrue();
      assertThat(reset.supersedes(roles(approver, none, "rst_2"))).isFalse();
      assertThat(new ConfirmationSubject.Disablement(pat, "left").supersedes(ROLES)).isTrue();
      assertThat(new ConfirmationSubject.Disablement(BOB, "left").supersedes(ROLES)).isFalse();
    }

    @Test
    void isOfEveryOtherCatalogue() {
      var other =
          new ConfirmationSubject.CatalogReduction(
              Digest.ofJson("z"), 1, new BlobRef(Digest.ofJson("y"), 1, "application/json"));
      assertThat(other.supersedes(CATALOG)).isTrue();
      assertThat(CATALOG.supersedes(CATALOG)).isFalse();
      assertThat(CATALOG.supersedes(ROLES)).isFalse();
      assertThat(ROLES.supersedes(CATALOG)).isFalse();
    }
  }

  @Nested
  class Failing {
    private final FailChange fail = new FailChange(ID, RefusalCode.ROLE_CONFLICT);
    private final ChangeFailed failed = new ChangeFailed(ID, RefusalCode.ROLE_CONFLICT);

    @Test
    void endsWhatWasConfirmed() {
      CHANGE.given(proposed, confirmed).when(fail, facts.as("bob")).then(failed);
      CHANGE.given(proposed, confirmed).when(fail, facts.asSystem()).then(failed);
      CHANGE
          .given(proposed, confirmed)
          .when(fail, facts.as("eva"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE.given(proposed).when(fail, facts.asSystem()).thenRefused(RefusalCode.NOT_PENDING);
      var over = CHANGE.given(proposed, confirmed, failed);
      over.when(fail, facts.asSystem()).thenUnchanged();
      over.when(confirm, facts.as("bob")).thenRefused(RefusalCode.NOT_PENDING);
      over.when(new WithdrawChange(ID), facts.as("ada")).thenRefused(RefusalCode.NOT_PENDING);
      over.when(new WithdrawChange(ID), facts.asSystem()).thenUnchanged();
      over.when(new CompleteChange(ID), facts.as("bob")).thenRefused(RefusalCode.NOT_PENDING);
    }
  }

  @Nested
  class Completing {
    private final CompleteChange complete = new CompleteChange(ID);

    @Test
    void isSaidByWhoConfirmedIt() {
      CHANGE.given(proposed, confirmed).when(complete, facts.as("bob")).then(completed);
      CHANGE.given(proposed, confirmed).when(complete, facts.asSystem()).then(completed);
      CHANGE.given(proposed, confirmed, completed).when(complete, facts.as("bob")).thenUnchanged();
      CHANGE
          .given(proposed, confirmed)
          .when(complete, facts.as("eva"))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE
          .given(proposed)
          .when(complete, facts.as("bob", after(1)))
          .thenRefused(RefusalCode.NOT_PENDING);
      CHANGE.given().when(complete, facts.as("bob")).thenRefused(RefusalCode.UNKNOWN_CONFIRMATION);
    }
  }
}
