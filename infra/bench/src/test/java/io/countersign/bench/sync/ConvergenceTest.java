package io.countersign.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.ticketing.Safeguards;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The decider and the course of linked tickets, over a simulated ticket system. */
class ConvergenceTest {
  private static final int SCHEDULES = 500;

  private static SyncSchedule.Outcome all(Safeguards safeguards, ArrayList<String> unclean) {
    var sum = new SyncSchedule.Outcome(0, 0, 0, 0);
    for (int seed = 1; seed <= SCHEDULES; seed++) {
      var outcome = new SyncSchedule(seed, safeguards).run();
      if (!outcome.clean()) {
        unclean.add(seed + ": " + outcome);
      }
      sum = sum.plus(outcome);
    }
    return sum;
  }

  @Test
  void bothSidesEndEqualWithNoLoopNoUnseenOverwriteAndNoLostComment() {
    var unclean = new ArrayList<String>();
    var sum = all(Safeguards.ALL, unclean);
    assertThat(unclean).as("%s", sum).isEmpty();
  }

  @Test
  void withoutTheSuppressionOfEchoesItGoesRound() {
    assertThat(all(new Safeguards(false, true), new ArrayList<>()).loops()).isPositive();
  }

  @Test
  void withoutTheMergePeoplesChangesAreWrittenOverUnseen() {
    var sum = all(new Safeguards(true, false), new ArrayList<>());
    assertThat(sum.unseenOverwrites()).isPositive();
  }
}
