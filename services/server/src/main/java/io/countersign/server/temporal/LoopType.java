package io.countersign.server.temporal;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A kind of loop that the engine runs. A capability brings its own as a bean.
 *
 * @param workflow the workflow's type, as histories name it
 * @param implementation the workflow's class
 * @param activities its arms
 * @param workflowId from the id of what the loop is about
 * @param due the ids of what is open and was due by then, the longest overdue first
 */
public record LoopType(
    String workflow,
    Class<?> implementation,
    Object activities,
    UnaryOperator<String> workflowId,
    Function<Instant, List<String>> due) {}
