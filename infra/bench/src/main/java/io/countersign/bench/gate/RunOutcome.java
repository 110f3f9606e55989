package io.countersign.bench.gate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of one random run.
 *
 * @param reachedGate whether an approved plan was tried to be carried out
 * @param executed whether a step of it began
 * @param checks the names of those that the gate recorded, with the pass that made them
 * @param alone those that stood in the way of something alone
 * @param mishap null where product and oracle agreed to the end
 * @param story line by line; empty unless asked for
 */
public record RunOutcome(
    long seed,
    boolean reachedGate,
    boolean executed,
    Set<String> checks,
    Set<String> alone,
    @Nullable Mishap mishap,
    List<String> story) {
  public RunOutcome {
    checks = Set.copyOf(checks);
    alone = Set.copyOf(alone);
    story = List.copyOf(story);
  }
}
