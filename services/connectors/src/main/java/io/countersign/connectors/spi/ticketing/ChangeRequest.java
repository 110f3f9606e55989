package io.countersign.connectors.spi.ticketing;

import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change request as its system has it, past what every ticket has.
 *
 * @param start when the work is planned to begin; empty while it isn't planned
 * @param end when it's planned to be over
 * @param conflicts what else is planned on the same at that time; empty when there is none or they
 *     weren't worked out yet
 * @param approvals those that stand there now, in the order in which they were given; what isn't
 *     among them any more was taken back
 * @param texts what the request says of the plan, as it stands there now: each of its texts; none
 *     where they can't be read, and then nothing that was said of it counts
 */
public record ChangeRequest(
    Reference reference,
    Optional<Instant> start,
    Optional<Instant> end,
    List<Conflict> conflicts,
    List<Approval> approvals,
    List<String> texts) {
  /** Of one whose texts can't be read. */
  public ChangeRequest(
      Reference reference,
      Optional<Instant> start,
      Optional<Instant> end,
      List<Conflict> conflicts,
      List<Approval> approvals) {
    this(reference, start, end, conflicts, approvals, List.of());
  }

  public ChangeRequest {
    conflicts = List.copyOf(conflicts);
    approvals = List.copyOf(approvals);
    texts = List.copyOf(texts);
  }

  /** Something that is in the way, in the system's words. */
  public record Conflict(String with, String why) {}

  /**
   * What stands there as a person's word.
   *
   * @param by who was asked for it
   * @param approved else it was rejected
   * @param at when it was set to that
   * @param setBy who set it, by the system's own record of changes; {@link TicketUser#UNSEEN} where
   *     that doesn't tell
   */
  public record Approval(
      TicketUser by, boolean approved, Instant at, String comment, TicketUser setBy) {
    /** Whether nobody but the person set it. */
    public boolean isByThemselves() {
      return setBy.equals(by) && isSetterKnown();
    }

    public boolean isSetterKnown() {
      return !setBy.equals(TicketUser.UNSEEN);
    }
  }
}
