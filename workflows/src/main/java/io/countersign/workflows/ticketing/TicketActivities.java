package io.countersign.workflows.ticketing;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The activities of a linked ticket's loop. Arguments are ids; secrets and texts stay where they
 * are used.
 */
@ActivityInterface
public interface TicketActivities {
  /** Reads the ticket, takes what came from there, writes what is to go there; an ensure. */
  @ActivityMethod(name = "ticket.sync")
  TicketProgress sync(String link);
}
