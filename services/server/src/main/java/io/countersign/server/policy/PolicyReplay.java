package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.policies.bundle.CompiledBundle;
import java.util.List;

/** The replay of what was decided: what a bundle would have said, by what was looked at then. */
public interface PolicyReplay {
  /** More than anybody looks through: these many are listed, all are counted. */
  int MOST_LISTED = 10_000;

  /**
   * A stretch of the record.
   *
   * @param after the position before the first
   * @param through the position of the last
   */
  record Stretch(long after, long through) {}

  /**
   * A decision that comes out otherwise.
   *
   * @param executed whether its plan was carried out, where it would have been refused
   */
  record Flip(
      long position,
      String remediation,
      String incident,
      String recorded,
      String replayed,
      String risk,
      boolean newlyAllowed,
      boolean executed) {}

  /**
   * What came of it.
   *
   * @param summary without the list's place
   * @param flips in the order of the record, the first {@link #MOST_LISTED}
   */
  record Replayed(ReplaySummary summary, List<Flip> flips) {
    public Replayed {
      flips = List.copyOf(flips);
    }
  }

  Replayed replay(CompiledBundle bundle, Stretch stretch);

  /** All that is on record by now. */
  Stretch all();
}
