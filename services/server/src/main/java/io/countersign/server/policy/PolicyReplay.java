package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.util.List;

/** The replay of what was decided: what a bundle would have said, by what was looked at then. */
public interface PolicyReplay {
  /** More than anybody looks through at once. */
  int MOST_LISTED = 10_000;

  /**
   * A stretch of the record.
   *
   * @param after the position before the first
   * @param through the position of the last
   */
  record Stretch(long after, long through) {}

  /**
   * How far a replay goes at once; it ends earlier at the stretch's end.
   *
   * @param longest it ends soon after
   * @param listsAll whether it ends as well soon after {@link #MOST_LISTED} flips, all of which are
   *     listed; else the first ones are listed, and all are counted
   * @param mostNoted it ends as well soon after so many plans and incidents that come out
   *     otherwise: each is noted, to be counted once
   */
  record Bounds(Duration longest, boolean listsAll, int mostNoted) {
    /** Some tens of megabytes. */
    private static final int MOST_NOTED = 200_000;

    public Bounds(Duration longest, boolean listsAll) {
      this(longest, listsAll, MOST_NOTED);
    }
  }

  /**
   * A decision that comes out otherwise.
   *
   * @param stage {@code proposal}, {@code start} or {@code step}: what was decided about
   * @param asksPeople whether people were asked, or would be
   * @param executed whether its plan was carried out, where it would have been refused
   * @param engineDrift whether the same rules decided, by another version of the evaluator
   */
  record Flip(
      long position,
      String stage,
      String remediation,
      String incident,
      String recorded,
      String replayed,
      String risk,
      boolean newlyAllowed,
      boolean asksPeople,
      boolean executed,
      boolean engineDrift) {}

  /**
   * What came of it.
   *
   * @param summary without the list's place; through where it came
   * @param flips in the order of the record
   */
  record Replayed(ReplaySummary summary, List<Flip> flips) {
    public Replayed {
      flips = List.copyOf(flips);
    }
  }

  /**
   * @throws RefusedException when too many are under way
   */
  Replayed replay(CompiledBundle bundle, Stretch stretch, Bounds bounds);

  /** All that is on record by now. */
  Stretch all();
}
