package io.countersign.workflows;

import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bound of a run's history: where it's reached the loop begins a fresh one, from the ledger. A
 * server suggests that at 4,096 events or 4 MiB; an embedded one never does, and keeps all of it in
 * memory, so that a run also has its turns counted. How many it may take stands in its memo, so
 * that a replay finds the same.
 */
public final class HistoryBound {
  private static final String TURNS = "turns";

  /** Of runs that were begun without a word in their memo: nothing else cuts their histories. */
  private static final int TURNS_UNTOLD = 400;

  private final @Nullable Integer turns = (Integer) Workflow.getMemo(TURNS, Integer.class);

  /**
   * The memo of a run.
   *
   * @param turns after which its history is cut
   */
  public static Map<String, Object> memo(int turns) {
    var memo = new TreeMap<String, Object>(Waiting.memo());
    memo.put(TURNS, turns);
    return memo;
  }

  /** Whether a fresh history is due after so many turns. */
  public boolean isReachedAfter(int done) {
    return turns == null
        ? done == TURNS_UNTOLD
        : done >= turns || Workflow.getInfo().isContinueAsNewSuggested();
  }

  /** Ends this run; the next one has the same bound. */
  public void beginAnew(String id) {
    if (turns == null) {
      Workflow.continueAsNew(id);
    } else {
      Workflow.continueAsNew(ContinueAsNewOptions.newBuilder().setMemo(memo(turns)).build(), id);
    }
  }
}
