package io.countersign.workflows.ticketing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a linked ticket.
 *
 * @param over whether there is nothing more to do, ever
 * @param dueIn until it's looked at again; null where only a poke counts
 */
public record TicketProgress(boolean over, @Nullable Duration dueIn) {}
