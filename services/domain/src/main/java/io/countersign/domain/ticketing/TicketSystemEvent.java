package io.countersign.domain.ticketing;

import io.countersign.domain.StandaloneEvent;
import java.time.Instant;

/** A fact about a ticket system as a whole. */
public sealed interface TicketSystemEvent extends StandaloneEvent {
  /** The connection's configured name. */
  String system();

  /**
   * A system was away, and each ticket that waited for it has had its turn since.
   *
   * @param beganAt since when it couldn't be read (UTC)
   * @param endedAt when it could again (UTC)
   * @param code of the last failure
   * @param tickets how many waited
   * @param taken changes and comments of theirs
   * @param written fields of which both sides agreed anew
   * @param said comments of ours
   * @param conflicts that were found
   * @param stuck tickets that need somebody
   */
  record CaughtUp(
      String system,
      Instant beganAt,
      Instant endedAt,
      String code,
      int tickets,
      int taken,
      int written,
      int said,
      int conflicts,
      int stuck)
      implements TicketSystemEvent {}
}
