package io.countersign.domain.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.FieldRule.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command about one linked ticket. All but those of people are the product's own. */
public sealed interface TicketCommand extends Command {
  TicketLinkId link();

  @Override
  default String target() {
    return link().aggregate();
  }

  record WantTicket(TicketLinkId link, String kind, String rule) implements TicketCommand {}

  record LinkTicket(TicketLinkId link, Reference reference) implements TicketCommand {}

  /**
   * A ticket was read.
   *
   * @param ours by our names, all that the rules name
   */
  record ObserveTicket(
      TicketLinkId link,
      TicketSight sight,
      Map<String, OurField> ours,
      List<FieldRule> rules,
      OnClosed onClosed)
      implements TicketCommand {
    public ObserveTicket {
      ours = Map.copyOf(ours);
      rules = List.copyOf(rules);
    }
  }

  /**
   * Fields are about to be written.
   *
   * @param from what was agreed on of each when that was worked out; none for a ticket that is to
   *     be created
   */
  record IntendWrite(
      TicketLinkId link,
      Map<String, Agreement> values,
      Map<String, Agreement> from,
      Instant readUpTo)
      implements TicketCommand {
    public IntendWrite {
      values = Map.copyOf(values);
      from = Map.copyOf(from);
    }
  }

  /**
   * A value of ours isn't taken there.
   *
   * @param wanted both sides as they would be
   * @param from what was agreed on when that was worked out
   * @param reason what the system said; empty where it said nothing
   */
  record LeaveField(
      TicketLinkId link,
      String field,
      Agreement wanted,
      Agreement from,
      NotTaken why,
      String reason)
      implements TicketCommand {}

  record TakeChange(TicketLinkId link, String field, String ours, boolean taken, String why)
      implements TicketCommand {}

  record TakeComment(TicketLinkId link, String comment, boolean byPerson)
      implements TicketCommand {}

  record PostedComment(TicketLinkId link, String key) implements TicketCommand {}

  /**
   * @param missing whether it wasn't found
   * @param nextAt when it's tried again; null when it waits for a person
   */
  record RecordFailure(
      TicketLinkId link, String code, String reason, boolean missing, @Nullable Instant nextAt)
      implements TicketCommand {
    /** The code of a ticket that wasn't found. */
    static final String NOT_FOUND = "NOT_FOUND";
  }

  /** A write that was intended is held there until people there did something. */
  record HoldWrite(TicketLinkId link, String field, String awaits) implements TicketCommand {}

  /**
   * What failed works, or may work again; what a person halted stays so.
   *
   * @param codes of failures that are over: what failed by another stays as it is. Empty for
   *     whichever it was, but for what waits for a person
   */
  record RecoverTicket(TicketLinkId link, Set<String> codes) implements TicketCommand {
    public RecoverTicket {
      codes = Set.copyOf(codes);
    }
  }

  /**
   * @param fingerprint of the conflicts' words
   */
  record RecordChange(
      TicketLinkId link,
      @Nullable Instant start,
      @Nullable Instant end,
      int conflicts,
      BlobRef said,
      Digest fingerprint)
      implements TicketCommand {}

  /** The last word of an account on a change, and what became of it here. */
  record RecordApproval(TicketLinkId link, String account, ChangeWord word)
      implements TicketCommand {}

  /** A person's: nothing is done to it until it's tried again. */
  record PauseSync(TicketLinkId link) implements TicketCommand {}

  record RetrySync(TicketLinkId link) implements TicketCommand {}

  /**
   * A person's: what waits is passed over.
   *
   * @param ours by our names, as they are now
   * @param sayings keys of what is to be said on the ticket, said or not
   */
  record SkipSync(TicketLinkId link, Map<String, String> ours, List<String> sayings)
      implements TicketCommand {
    public SkipSync {
      ours = Map.copyOf(ours);
      sayings = List.copyOf(sayings);
    }
  }

  record ResyncTicket(TicketLinkId link) implements TicketCommand {}

  /** A person's, where a field's rule asks. */
  record SettleConflict(TicketLinkId link, String field, Side winner) implements TicketCommand {}

  /** A person's, of a ticket that isn't found. */
  record GiveUpTicket(TicketLinkId link) implements TicketCommand {}
}
