package io.countersign.ledger.remediation.autonomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.RemediationFactWriter;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.PromotedRunbooks;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends that a runbook runs unattended, in the commit that records it. */
class AutonomyFactWriterTest {
  private static final RemediationEvent PROPOSED =
      new RemediationEvent.Proposed(
          Story.REMEDIATION, 1, PrincipalId.SYSTEM, Story.PLAN, Story.PLAN.digest());
  private static final RemediationEvent ABANDONED =
      new Completed(Story.REMEDIATION, Completed.Outcome.ABANDONED, Map.of());

  private static RemediationEvent step() {
    return new RemediationEvent.StepStarted(
        Story.REMEDIATION,
        1,
        1,
        1,
        false,
        "key",
        Story.PLAN.targets().getFirst(),
        null,
        List.of(Story.ALICE),
        Story.NEEDS_APPROVAL.bundle(),
        Story.NEEDS_APPROVAL.rules(),
        Chronicle.START);
  }

  private static boolean isPromotedAfter(RemediationEvent... events) {
    try (var ledger = TestDatabase.create().open()) {
      PromotedRunbooks.promote(ledger, Story.PLAN);
      write(ledger, events);
      var environment = Story.PLAN.targets().getFirst().target().environment();
      return new RunbookAutonomy(ledger.transactions())
          .promotion(Story.PLAN.runbook(), environment)
          .isPresent();
    }
  }

  private static void write(Ledger ledger, Event... events) {
    var context = KnownFacts.nothing().asSystem();
    var _ =
        ledger
            .transactions()
            .call(
                sql -> {
                  for (var event : events) {
                    new RemediationFactWriter().write(event, context, sql);
                    new AutonomyFactWriter().write(event, context, sql);
                  }
                  return events.length;
                });
  }

  @Test
  void s37_aPartThatHelpedIsNoSuccessOfTheWhole() {
    var curtailed = new RemediationEvent.ExecutionCurtailed(Story.REMEDIATION, 1, List.of(2));
    var passed = new RemediationEvent.VerificationPassed(Story.REMEDIATION, List.of());
    assertThat(verified(PROPOSED, step(), passed)).isTrue();
    assertThat(verified(PROPOSED, step(), curtailed, passed)).isFalse();
  }

  private static boolean verified(RemediationEvent... events) {
    try (var ledger = TestDatabase.create().open()) {
      write(ledger, events);
      return ledger
          .transactions()
          .call(sql -> sql.exists("select from runbook_use where verified_at is not null"));
    }
  }

  @Test
  void whatWasGivenUpOnceSomethingWasSentIsAFailure() {
    assertThat(isPromotedAfter(PROPOSED, step())).isTrue();
    assertThat(isPromotedAfter(PROPOSED, step(), ABANDONED)).isFalse();
    assertThat(isPromotedAfter(PROPOSED, ABANDONED)).isTrue();
  }
}
