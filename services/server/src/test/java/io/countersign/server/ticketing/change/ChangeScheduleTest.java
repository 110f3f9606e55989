package io.countersign.server.ticketing.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn.Reason;
import io.countersign.domain.testing.Remediations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Given a plan, when its change request is written, then what it's planned for and comes to. */
class ChangeScheduleTest {
  private static final Instant ASKED = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant EXPIRES = ASKED.plusSeconds(900);
  private static final Instant OPENS = ASKED.plusSeconds(36_000);

  /** What its two steps and its way back may take. */
  private static final Duration LONGEST = Duration.ofSeconds(180);

  private static Remediation.Known given(RemediationEvent... further) {
    var plan = Remediations.plan();
    var terms = ((NeedsApproval) Remediations.POLICY).approval();
    var state = Remediation.initial();
    state =
        Remediation.evolve(
            state,
            new RemediationEvent.Proposed(
                Remediations.ID, 1, Remediations.ALICE, plan, plan.digest()));
    state =
        Remediation.evolve(
            state,
            new RemediationEvent.PolicyEvaluated(
                Remediations.ID, Remediations.POLICY, null, null, null));
    state =
        Remediation.evolve(
            state,
            new RemediationEvent.ApprovalRequested(
                Remediations.ID,
                plan.digest(),
                terms,
                ASKED.plusSeconds(terms.remindSeconds()),
                ASKED.plusSeconds(600),
                EXPIRES));
    for (var event : further) {
      state = Remediation.evolve(state, event);
    }
    return (Remediation.Known) state;
  }

  private static ChangeSchedule.Times times(WindowState.State now, @Nullable Instant opens) {
    return new ChangeSchedule(
            new TargetTimes() {
              @Override
              public WindowState state(EntityId target, Instant at) {
                return now == WindowState.State.OPEN
                    ? WindowState.always(at)
                    : new WindowState(now, null, null, null, null, null);
              }

              @Override
              public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
                return needed.equals(LONGEST) ? Optional.ofNullable(opens) : Optional.empty();
              }
            })
        .of(given());
  }

  @Test
  void whereAWindowIsInTheWayItIsPlannedForWhenThatOpens() {
    assertThat(times(WindowState.State.CLOSED, OPENS))
        .isEqualTo(new ChangeSchedule.Times(OPENS, OPENS.plus(LONGEST)));
  }

  @Test
  void whereNoneIsOrNobodyKnowsWhenItIsTheTimeInWhichItMayBeApproved() {
    var asked = new ChangeSchedule.Times(ASKED, EXPIRES);
    assertThat(times(WindowState.State.OPEN, ASKED)).isEqualTo(asked);
    assertThat(times(WindowState.State.FROZEN, null)).isEqualTo(asked);
  }

  @Test
  void aPlanThatEndsBeforeItIsBegunCancelsItsChangeAndSaysWhy() {
    var digest = Remediations.plan().digest();
    var id = Remediations.ID;
    assertThat(ChangeCourse.state(given())).isEqualTo(ChangeCourse.REQUESTED);
    ended(
        new RemediationEvent.ApprovalDenied(id, Remediations.BOB, digest, "no"),
        "Denied: it wasn't executed.");
    ended(new RemediationEvent.Expired(id), "Expired before it was approved: it wasn't executed.");
    ended(
        new RemediationEvent.Withdrawn(id, Reason.NO_LONGER_NEEDED, "it recovered"),
        "Withdrawn (no longer needed): it wasn't executed.");
  }

  private static void ended(RemediationEvent end, String result) {
    assertThat(ChangeCourse.state(given(end))).isEqualTo("cancelled");
    assertThat(ChangeCourse.result(given(end))).isEqualTo(result);
  }
}
