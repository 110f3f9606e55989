package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of loop that the engine runs. A capability brings its own as a bean.
 *
 * @param kind as the ledger names it
 * @param workflow the workflow's type, as histories name it
 * @param implementation the workflow's class
 * @param activities its arms
 * @param prefix of the workflow's id, before the id of what the loop is about
 * @param dueIn until the loop goes on, by what an activity of it answers; null for at once
 */
public record LoopType(
    OpenLoops.Kind kind,
    String workflow,
    Class<?> implementation,
    Object activities,
    String prefix,
    Function<Object, @Nullable Duration> dueIn) {
  String workflowId(String id) {
    return prefix + id;
  }
}
