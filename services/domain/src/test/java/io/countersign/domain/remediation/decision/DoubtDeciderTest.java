package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;

import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.SettleDoubt;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AnsweredLate;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoubtDeciderTest {
  private static final StepFailed IN_DOUBT =
      new StepFailed(ID, 1, 1, false, StepAttempt.IN_DOUBT, false, Contexts.T0);
  private static final Completed HELD =
      new Completed(ID, Outcome.ABANDONED, Map.of("because", "stuck"), List.of(CHECKOUT));
  private static final Completed FREE =
      new Completed(ID, Outcome.ABANDONED, Map.of("because", "stuck"));
  private static final VerificationPassed PASSED =
      new VerificationPassed(ID, Remediations.readings(true, true));
  private static final BlobRef ANSWER =
      new BlobRef(Remediations.digest("done"), 4, "application/json");
  private static final CompleteStep DONE = new CompleteStep(ID, 1, 1, 1, false, GOOD, ANSWER);
  private static final SettleDoubt ABSENT = settle(Effect.ABSENT);

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();

  private static SettleDoubt settle(Effect effect) {
    return new SettleDoubt(ID, effect, "its journal tells");
  }

  private static DoubtSettled settled(String by, Effect effect) {
    return new DoubtSettled(ID, new PrincipalId(by), effect, "its journal tells");
  }

  private static List<RemediationEvent> doubtful() {
    return then(executing(), started(1, 1, 1), IN_DOUBT);
  }

  @Test
  void whatMayTakeEffectLateKeepsItsTarget() {
    var history = doubtful();
    REMEDIATION.given(history).when(abandon(2), system).then(HELD);
    REMEDIATION.given(executing()).and(started(1, 1, 1)).when(abandon(1), system).then(HELD);
    REMEDIATION
        .given(then(rollingBack(), backStarted(1, 1, 7)))
        .when(abandon(7), system)
        .then(HELD);
  }

  @Test
  void whatIsKnownToHaveNoEffectFreesIt() {
    REMEDIATION
        .given(then(executing(), started(1, 1, 1), failed(1, 1, false, false)))
        .when(abandon(2), system)
        .then(FREE);
    REMEDIATION.given(executing()).when(abandon(0), system).then(FREE);
  }

  /** A second effect beside one that may still come. */
  @Test
  void nothingGoesBackWhileAnEffectIsInDoubt() {
    REMEDIATION
        .given(doubtful())
        .when(new StartRollback(ID, 2, "undo"), system)
        .thenRefused(RefusalCode.STEP_IN_FLIGHT);
    var back = new StepFailed(ID, 1, 1, true, StepAttempt.IN_DOUBT, false, Contexts.T0);
    REMEDIATION
        .given(then(rollingBack(), backStarted(1, 1, 7), back))
        .when(new CompleteRollback(ID, 8, List.of(BAD)), system)
        .thenRefused(RefusalCode.STEP_IN_FLIGHT);
  }

  @Test
  void aPersonSettlesIt() {
    for (var effect : Effect.values()) {
      REMEDIATION
          .given(then(doubtful(), HELD))
          .when(settle(effect), facts.as("dave"))
          .then(settled("dave", effect));
    }
    var done = REMEDIATION.given(then(doubtful(), HELD, settled("dave", Effect.ABSENT)));
    done.when(ABSENT, facts.as("dave")).thenUnchanged();
    done.when(ABSENT, facts.as("alice")).thenRefused(RefusalCode.NOT_PENDING);
    done.when(fail("REFUSED"), system).thenUnchanged();
  }

  @Test
  void aTeamSettlesItsOwn() {
    facts.owned(CHECKOUT, "payments");
    facts.scoped("dave", Role.OPERATOR, new Scope("payments", null, null, null));
    var history = REMEDIATION.given(then(doubtful(), HELD));
    history.when(ABSENT, facts.as("dave")).then(settled("dave", Effect.ABSENT));
    facts.scoped("dave", Role.OPERATOR, new Scope("search", null, null, null));
    history.when(ABSENT, facts.as("dave")).thenRefused(RefusalCode.FORBIDDEN);
  }

  /** A person said otherwise than the one who had the effect. */
  @Test
  void anAnswerThatContradictsAPersonHasTheTargetHeldAgain() {
    var absent = then(doubtful(), HELD, settled("dave", Effect.ABSENT));
    var came = answered(Effect.OCCURRED, "it was done", List.of(CHECKOUT));
    var healthy = answered(Effect.OCCURRED, "UNHEALTHY", List.of(CHECKOUT));
    REMEDIATION.given(absent).when(DONE, system).then(came);
    REMEDIATION.given(absent).when(fail("UNHEALTHY"), system).then(healthy);
    var occurred = then(doubtful(), HELD, settled("dave", Effect.OCCURRED));
    REMEDIATION
        .given(occurred)
        .when(fail("REFUSED"), system)
        .then(answered(Effect.ABSENT, "REFUSED", List.of(CHECKOUT)));
    REMEDIATION.given(occurred).when(DONE, system).thenUnchanged();
  }

  @Test
  void whatIsHeldAgainIsSettledAnewAndItsAnswerIsTakenOnce() {
    var came = answered(Effect.OCCURRED, "it was done", List.of(CHECKOUT));
    var again = then(doubtful(), HELD, settled("dave", Effect.ABSENT), came);
    REMEDIATION.given(again).when(DONE, system).thenUnchanged();
    REMEDIATION.given(again).when(ABSENT, facts.as("dave")).then(settled("dave", Effect.ABSENT));
    var twice = then(again, settled("dave", Effect.ABSENT));
    REMEDIATION.given(twice).when(DONE, system).thenUnchanged();
    REMEDIATION
        .given(twice)
        .when(settle(Effect.OCCURRED), facts.as("dave"))
        .thenRefused(RefusalCode.NOT_PENDING);
  }

  /** Whether a person, a reading or a failure said so. */
  @Test
  void anAnswerThatContradictsAnotherEndIsNewsToo() {
    var refused = then(executing(), started(1, 1, 1), failed(1, 1, false, false), FREE);
    REMEDIATION
        .given(refused)
        .when(DONE, system)
        .then(answered(Effect.OCCURRED, "it was done", List.of(CHECKOUT)));
    var verified = then(verifying(), PASSED, new Completed(ID, Outcome.VERIFIED, Map.of()));
    REMEDIATION
        .given(verified)
        .when(fail("REFUSED"), system)
        .then(answered(Effect.ABSENT, "REFUSED", null));
    REMEDIATION
        .given(verified)
        .when(fail("TIMEOUT"), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
  }

  /** What was abandoned before targets were held is settled so too. */
  @Test
  void anAnswerOfWhatIsNotHeldSettlesItAsWell() {
    REMEDIATION
        .given(then(doubtful(), FREE))
        .when(DONE, system)
        .then(late(Effect.OCCURRED, "it was done"));
  }

  @Test
  void anAnswerJustBeforeTheEndIsKnownThere() {
    var came = answered(Effect.OCCURRED, "it was done", null);
    REMEDIATION.given(doubtful()).when(DONE, system).then(came);
    var known = then(doubtful(), came);
    REMEDIATION.given(known).when(abandon(2), system).then(FREE);
    REMEDIATION
        .given(known)
        .when(new StartRollback(ID, 2, "undo"), system)
        .then(new RemediationEvent.RollbackStarted(ID, "undo"));
  }

  /** One key has one effect, whichever sending the answer is of. */
  @Test
  void aDefiniteAnswerOfAnEarlierSendingEndsTheAttempt() {
    var twice = then(executing(), started(1, 1, 1), started(1, 1, 2));
    REMEDIATION
        .given(twice)
        .when(DONE, system)
        .then(new RemediationEvent.StepCompleted(ID, 1, 1, false, GOOD, ANSWER, Contexts.T0));
    REMEDIATION
        .given(twice)
        .when(fail("UNHEALTHY"), system)
        .then(new StepFailed(ID, 1, 1, false, "UNHEALTHY", false, Contexts.T0));
    REMEDIATION.given(twice).when(fail("REFUSED"), system).thenRefused(RefusalCode.STALE_EPOCH);
  }

  @Test
  void onlySomebodyWhoMayAndSaysWhy() {
    var held = REMEDIATION.given(then(doubtful(), HELD));
    held.when(ABSENT, facts.as("ci")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    held.when(ABSENT, system).thenRefused(RefusalCode.HUMAN_REQUIRED);
    var viewer = facts.person("vera", Role.VIEWER);
    held.when(ABSENT, viewer.as("vera")).thenRefused(RefusalCode.FORBIDDEN);
    held.when(new SettleDoubt(ID, Effect.ABSENT, " "), facts.as("dave"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
  }

  @Test
  void whereNothingIsInDoubtThereIsNothingToSettle() {
    for (var history :
        List.of(executing(), doubtful(), then(executing(), FREE), then(doubtful(), FREE))) {
      REMEDIATION
          .given(history)
          .when(ABSENT, facts.as("dave"))
          .thenRefused(RefusalCode.NOT_PENDING);
    }
  }

  @Test
  void itsExecutorsDefiniteAnswerSettlesItHoweverLate() {
    var held = REMEDIATION.given(then(doubtful(), HELD));
    held.when(new CompleteStep(ID, 1, 1, 1, false, GOOD, ANSWER), system)
        .then(late(Effect.OCCURRED, "it was done"));
    held.when(fail("UNHEALTHY"), system).then(late(Effect.OCCURRED, "UNHEALTHY"));
    held.when(fail("REFUSED"), system).then(late(Effect.ABSENT, "REFUSED"));
  }

  @Test
  void anAnswerThatSaysNothingOfItDoesNot() {
    var held = REMEDIATION.given(then(doubtful(), HELD));
    held.when(fail("TIMEOUT"), system).thenRefused(RefusalCode.NOT_EXECUTING);
    held.when(new CompleteStep(ID, 1, 1, 1, false, GOOD, null), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
    held.when(fail("REFUSED"), facts.as("dave")).thenRefused(RefusalCode.FORBIDDEN);
    held.when(new FailStep(ID, 1, 1, 2, false, "REFUSED", false), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
    held.when(new FailStep(ID, 1, 1, 1, true, "REFUSED", false), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
    // What became of the other sending is as unknown as before.
    REMEDIATION
        .given(then(executing(), started(1, 1, 1), started(1, 1, 2), IN_DOUBT, HELD))
        .when(fail("REFUSED"), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
  }

  private static FailStep fail(String code) {
    return new FailStep(ID, 1, 1, 1, false, code, false);
  }

  private static AnsweredLate answered(
      Effect effect, String answer, @Nullable List<EntityId> held) {
    return new AnsweredLate(ID, 1, 1, false, effect, answer, held, Contexts.T0);
  }

  private static DoubtSettled late(Effect effect, String answer) {
    return new DoubtSettled(
        ID, PrincipalId.SYSTEM, effect, "Its executor answered late: " + answer);
  }

  private static AbandonRemediation abandon(int epoch) {
    return new AbandonRemediation(ID, epoch, "stuck", Map.of());
  }
}
