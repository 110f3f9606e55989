package io.countersign.domain.remediation.autonomy;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RunbookPromotion;
import io.countersign.domain.planning.TrackRecord;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.ConsiderPromotion;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.DemoteRunbook;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.PromoteRunbook;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.AttemptRefused;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookPromoted;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two persons promote what has earned it, and a failure or one person ends it. */
class AutonomyDeciderTest {
  private static final DeciderSpec<Autonomy, AutonomyEvent, AutonomyCommand> SPEC =
      DeciderSpec.of(Autonomy.initial(), Autonomy::evolve, AutonomyDecider::decide);
  private static final AutonomyId ID = AutonomyId.of("restart", "staging");
  private static final Digest CONTENT = Digest.ofJson("restart");
  private static final Instant UNTIL = T0.plus(Duration.ofDays(30));
  private static final ConfirmationId CONFIRMATION = new ConfirmationId("cnf_0123456789abcdef0123");
  private static final PrincipalId ROOT = new PrincipalId("root");
  private static final PrincipalId BOB = new PrincipalId("bob");
  private static final EarnedRecord EARNED = new EarnedRecord(new TrackRecord(20, 0), T0);
  private static final RunbookPromoted PROMOTED =
      new RunbookPromoted(ID, "restart", CONTENT, "staging", UNTIL, EARNED, ROOT, BOB, T0);
  private static final RemediationId FAILED = new RemediationId("rem_0123456789abcdef");

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("root", Role.APPROVER)
          .person("bob", Role.APPROVER)
          .person("rita", Role.RESPONDER)
          .person("vic", Role.VIEWER)
          .service("ci", Role.RESPONDER)
          .earned(EARNED);

  private static PromoteRunbook promote(Instant until, @Nullable ConfirmationId confirmation) {
    return new PromoteRunbook("restart", CONTENT, "staging", until, confirmation);
  }

  private static DemoteRunbook demote(String reason) {
    return new DemoteRunbook("restart", "staging", reason, null, null);
  }

  private void agreed(Instant until) {
    facts.agreed(
        CONFIRMATION,
        new RunbookPromotion("restart", CONTENT, "staging", until),
        "bob",
        after(600));
  }

  @Test
  void whatHasEarnedItIsPromotedByTwo() {
    agreed(UNTIL);
    SPEC.given().when(promote(UNTIL, CONFIRMATION), facts.as("bob")).then(PROMOTED);
    SPEC.given().when(promote(UNTIL, CONFIRMATION), facts.asSystem()).then(PROMOTED);
  }

  /** Also where there is one administrator still, and for the product itself. */
  @Test
  void nobodyPromotesAlone() {
    for (var context : new CommandContext[] {facts.as("bob"), facts.asSystem()}) {
      SPEC.given()
          .when(promote(UNTIL, null), context)
          .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    }
    agreed(UNTIL);
    var longer = UNTIL.plusSeconds(1);
    SPEC.given()
        .when(promote(longer, CONFIRMATION), facts.as("bob"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED)
        .recording();
    SPEC.given(PROMOTED)
        .when(promote(longer, CONFIRMATION), facts.as("bob"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED)
        .recording(
            new AttemptRefused(ID, RefusalCode.CONFIRMATION_REQUIRED, BOB, "PromoteRunbook", T0));
    SPEC.given()
        .when(promote(UNTIL, CONFIRMATION), facts.as("ci"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
  }

  @Test
  void whoWroteTheRunbookHasNoSay() {
    agreed(UNTIL);
    facts.runbookBy("root");
    SPEC.given()
        .when(promote(UNTIL, CONFIRMATION), facts.as("bob"))
        .thenRefused(RefusalCode.SOD_RUNBOOK_AUTHOR);
  }

  @Test
  void theRecordIsThatOfNow() {
    agreed(UNTIL);
    var refused = RefusalCode.AUTONOMY_NOT_EARNED;
    for (var record :
        new EarnedRecord[] {
          EarnedRecord.NONE,
          new EarnedRecord(new TrackRecord(4, 0), T0),
          new EarnedRecord(new TrackRecord(6, 4), T0),
          new EarnedRecord(new TrackRecord(20, 0), T0.minus(Duration.ofDays(91)))
        }) {
      facts.earned(record);
      SPEC.given().when(promote(UNTIL, CONFIRMATION), facts.as("bob")).thenRefused(refused);
    }
  }

  @Test
  void itEndsWithinNinetyDays() {
    for (var until : new Instant[] {T0, T0.plus(Duration.ofDays(90)).plusSeconds(1)}) {
      agreed(until);
      SPEC.given()
          .when(promote(until, CONFIRMATION), facts.as("bob"))
          .thenRefused(RefusalCode.BAD_REQUEST);
    }
  }

  @Test
  void onePersonEndsItWithAReason() {
    SPEC.given(PROMOTED)
        .when(demote("it hides a leak"), facts.as("rita"))
        .then(
            new RunbookDemoted(
                ID, "restart", "staging", new PrincipalId("rita"), "it hides a leak", null));
    SPEC.given(PROMOTED)
        .when(demote(" "), facts.as("rita"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    SPEC.given(PROMOTED).when(demote("x"), facts.as("vic")).thenRefused(RefusalCode.FORBIDDEN);
  }

  /** Whoever mistypes the runbook or its environment learns that nothing came of it. */
  @Test
  void whatWasNeverPromotedIsNotDemotedSilently() {
    SPEC.given()
        .when(demote("x"), facts.as("rita"))
        .thenRefused(RefusalCode.NOT_PROMOTED, "restart in staging")
        .recording();
    SPEC.given(PROMOTED)
        .after(demote("x"), facts.as("rita"))
        .when(demote("y"), facts.as("rita"))
        .thenUnchanged();
  }

  @Test
  void nobodyIsAskedAboutWhatHasNotEarnedIt() {
    var consider = new ConsiderPromotion("restart", CONTENT, "staging");
    SPEC.given().when(consider, facts.as("bob")).thenUnchanged();
    SPEC.given().when(consider, facts.as("rita")).thenRefused(RefusalCode.FORBIDDEN);
    facts.earned(EarnedRecord.NONE);
    SPEC.given(PROMOTED)
        .when(consider, facts.as("bob"))
        .thenRefused(RefusalCode.AUTONOMY_NOT_EARNED)
        .recording(
            new AttemptRefused(ID, RefusalCode.AUTONOMY_NOT_EARNED, BOB, "ConsiderPromotion", T0));
  }

  /** What failed before it was promoted anew ends nothing, however late that is told. */
  @Test
  void aFailureEndsWhatCameBeforeIt() {
    var failed = new DemoteRunbook("restart", "staging", "it failed", FAILED, after(1));
    SPEC.given(PROMOTED)
        .when(failed, facts.asSystem(after(2)))
        .then(
            new RunbookDemoted(ID, "restart", "staging", PrincipalId.SYSTEM, "it failed", FAILED));
    SPEC.given(PROMOTED)
        .after(failed, facts.asSystem())
        .when(failed, facts.asSystem())
        .thenUnchanged();
    var before = new DemoteRunbook("restart", "staging", "it failed", FAILED, T0.minusSeconds(1));
    SPEC.given(PROMOTED).when(before, facts.asSystem()).thenUnchanged();
  }
}
