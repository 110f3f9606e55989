package io.countersign.domain.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.ticketing.FieldRule.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of one linked ticket. Values of fields are words such as {@code high}, ids of accounts,
 * or fingerprints of what people wrote; texts are beside the record.
 */
public sealed interface TicketEvent extends Event {
  TicketLinkId link();

  /**
   * A ticket is to be created: before it is, so that one is found again whose answer was lost.
   *
   * @param kind of the ticket, as its system has it
   * @param rule the name of the configured one that asked for it
   */
  record Wanted(TicketLinkId link, String kind, String rule, String correlation)
      implements TicketEvent {}

  record Linked(TicketLinkId link, Reference reference) implements TicketEvent {}

  /**
   * Fields are about to be written.
   *
   * @param values as they are to be afterwards
   * @param readUpTo the time, by their clock, of the last change that had been seen before
   */
  record WriteIntended(TicketLinkId link, Map<String, Agreement> values, Instant readUpTo)
      implements TicketEvent {
    public WriteIntended {
      values = Map.copyOf(values);
    }
  }

  /**
   * Both sides agree on a field: what was written was seen there, or both changed it alike.
   *
   * @param seenUpTo the time of the field's last change there that is known of, by their clock
   */
  record Written(TicketLinkId link, String field, Agreement agreed, Instant seenUpTo)
      implements TicketEvent {}

  /**
   * An earlier write of ours arrived late; what we hold by now is written once more.
   *
   * @param seenUpTo the time of the field's last change there that is known of, by their clock
   */
  record EchoObserved(TicketLinkId link, String field, String theirs, Instant seenUpTo)
      implements TicketEvent {}

  /**
   * A value of ours doesn't stand there and isn't written any more for now; the ticket's other
   * fields and comments go on.
   *
   * @param ours what it is here
   * @param theirs what was, or would have been, written; empty where there is no word for it
   * @param stands what stands there instead, as far as it's known
   * @param reason what the system said; empty where it said nothing
   * @param tries how often it was written in a row
   * @param nextAt when it's written again whatever happens; null where something has to happen
   */
  record FieldNotTaken(
      TicketLinkId link,
      String field,
      String ours,
      String theirs,
      String stands,
      NotTaken why,
      String reason,
      int tries,
      @Nullable Instant nextAt)
      implements TicketEvent {}

  /**
   * Somebody changed a field there.
   *
   * @param account who, by their system's id; empty where it isn't told
   */
  record RemoteChanged(
      TicketLinkId link, String field, String from, String to, String account, Instant at)
      implements TicketEvent {}

  /**
   * What somebody did there was looked at here.
   *
   * @param ours what the field is here since then
   * @param taken whether it took effect; else it's only shown
   * @param why the reason where it didn't; empty where it did
   */
  record ChangeTaken(TicketLinkId link, String field, String ours, boolean taken, String why)
      implements TicketEvent {}

  /**
   * Both sides changed a field since they agreed, or one was written over before it was seen.
   *
   * @param account who changed it there; empty where it isn't told
   * @param seenUpTo the time of the field's last change there that is known of, by their clock
   */
  record ConflictFound(
      TicketLinkId link, String field, String ours, String theirs, String account, Instant seenUpTo)
      implements TicketEvent {}

  /**
   * @param by who said so; the product itself where the field's rule did
   */
  record ConflictSettled(TicketLinkId link, String field, Side winner, PrincipalId by)
      implements TicketEvent {}

  /**
   * Somebody ended the ticket while its incident goes on.
   *
   * @param answer what is done about it
   */
  record ClosedExternally(
      TicketLinkId link, String state, String account, OnClosed answer, Instant at)
      implements TicketEvent {}

  /**
   * @param comment the system's own id of it
   * @param internal whether it's kept from who raised the ticket
   */
  record CommentReceived(
      TicketLinkId link, String comment, String account, boolean internal, BlobRef text, Instant at)
      implements TicketEvent {}

  /**
   * A comment was noted here.
   *
   * @param byPerson whether by the person whose account it was; else as what somebody unknown wrote
   */
  record CommentTaken(TicketLinkId link, String comment, boolean byPerson) implements TicketEvent {}

  /**
   * @param key of what was said: the same is never said twice
   */
  record CommentPosted(TicketLinkId link, String key) implements TicketEvent {}

  /** It's the same ticket, and is opened elsewhere. */
  record Moved(TicketLinkId link, Reference from, Reference to) implements TicketEvent {}

  /**
   * Somebody there goes on with another ticket in its place. This one stays linked, and is still
   * kept up to date: which of the two to follow is for people to say.
   */
  record Merged(TicketLinkId link, Reference into) implements TicketEvent {}

  /** It isn't found: it was deleted, or is kept from us. It's never created anew. */
  record Unreachable(TicketLinkId link) implements TicketEvent {}

  record Reached(TicketLinkId link) implements TicketEvent {}

  /** A person said that it's gone for good. */
  record Gone(TicketLinkId link, PrincipalId by) implements TicketEvent {}

  /**
   * @param code of the failure; its words are shown by the status and not kept
   * @param tries in a row
   * @param nextAt when it's tried again; null when it waits for a person
   */
  record AttemptFailed(
      TicketLinkId link, String code, String reason, int tries, @Nullable Instant nextAt)
      implements TicketEvent {}

  /**
   * A write is held there until people there did something, such as to approve a change: no
   * failure. All else goes on meanwhile.
   *
   * @param awaits what they have to do, in that system's words
   */
  record WriteHeld(TicketLinkId link, String field, String awaits) implements TicketEvent {}

  /** What failed before works. */
  record Recovered(TicketLinkId link) implements TicketEvent {}

  record Paused(TicketLinkId link, PrincipalId by) implements TicketEvent {}

  record Retried(TicketLinkId link, PrincipalId by) implements TicketEvent {}

  /**
   * What waited to be done either way is passed over; both sides stay as they are.
   *
   * @param ours fields as they were here, by our names; null in older records
   * @param sayings keys of what won't be said on the ticket; null in older records
   */
  record Skipped(
      TicketLinkId link,
      PrincipalId by,
      @Nullable Map<String, String> ours,
      @Nullable List<String> sayings)
      implements TicketEvent {
    public Skipped {
      ours = ours == null ? null : Map.copyOf(ours);
      sayings = sayings == null ? null : List.copyOf(sayings);
    }
  }

  /** All fields are compared anew, as if they had never agreed. */
  record Resynced(TicketLinkId link, PrincipalId by) implements TicketEvent {}

  /**
   * The plan of a change request as its system has it.
   *
   * @param conflicts how many other works are in the way there
   * @param fingerprint of their words; null where only their number was kept
   */
  record ChangeRead(
      TicketLinkId link,
      @Nullable Instant start,
      @Nullable Instant end,
      int conflicts,
      BlobRef said,
      @Nullable Digest fingerprint)
      implements TicketEvent {}

  /**
   * A person there said yes or no to a change, or that doesn't stand any more: evidence, and no
   * approval here.
   *
   * @param account whose word it's held to be there, by their system's id
   * @param person who that is here; null where nobody is linked to it
   * @param why the code of what kept it from being taken here; null where it was, or where that
   *     wasn't kept
   * @param setBy the account that set it; null where that system doesn't tell
   * @param words what they wrote; null for nothing
   */
  record ApprovalSeen(
      TicketLinkId link,
      String account,
      @Nullable PrincipalId person,
      boolean approved,
      Instant at,
      @Nullable String why,
      @Nullable String setBy,
      @Nullable BlobRef words)
      implements TicketEvent {}

  record AttemptRefused(
      TicketLinkId link, RefusalCode code, PrincipalId by, String command, Instant at)
      implements TicketEvent, RefusalEvent {}
}
