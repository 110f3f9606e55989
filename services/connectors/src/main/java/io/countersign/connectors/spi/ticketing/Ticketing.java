package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system that keeps tickets. Its connection's name is the system of the references that it
 * answers, and so is kebab-case.
 *
 * <p>Failures of every method: UNREACHABLE (EXTERNAL: nothing was received, to retry), TIMEOUT and
 * BAD_ANSWER (EXTERNAL: it may have taken effect; ask again, or read), REFUSED
 * (INSUFFICIENT_RESOURCES: too many requests, to retry later), UNAUTHORISED and REFUSED (USER: not
 * to retry before somebody changed something), NOT_FOUND (USER) when a ticket was deleted or is
 * kept from us: which of them can't be told.
 */
public interface Ticketing extends Connection {
  /**
   * Creates a ticket, or answers the one that was created with this key, as it is now and whatever
   * the draft says. A key is looked for before a ticket is created, and again after an answer that
   * was lost. Where a system finds what was created only after a while, none is created until then:
   * the answer is STALE (EXTERNAL: nothing was done now, to retry) with how long that is.
   *
   * @param correlation the key: 1 to 100 of {@code A-Z a-z 0-9 : . _ -}, kept by the system with
   *     the ticket, such as {@code countersign:inc_0123456789abcdef} (100 characters is what
   *     ServiceNow's {@code correlation_id} holds)
   * @param triedAt when it was last tried with this key, by whichever server, without its being
   *     known that nothing was created; null for never
   * @return REFUSED when the system doesn't take the draft's kind or one of its fields
   */
  Outcome<Ticket> create(String correlation, TicketDraft draft, @Nullable Instant triedAt);

  /** A ticket as it is now. */
  Outcome<Ticket> read(Reference ticket);

  /**
   * Sets fields, all of them or none; the others stay. The same values again change nothing.
   *
   * @param fields by the system's own names; an empty value empties one
   * @return the ticket as it is then; REFUSED when there is no such field, or no such value
   */
  Outcome<Ticket> update(Reference ticket, Map<String, String> fields);

  /**
   * Adds a comment. The same key adds one, however often it's asked for, also after an answer that
   * was lost.
   *
   * @param key names the comment, among those of this ticket: 1 to 200 characters
   * @return the comment's reference; REFUSED when it can't be kept from those who aren't to see it
   */
  Outcome<Reference> comment(Reference ticket, String key, TicketComment comment);

  /**
   * Brings a ticket to a state, by as many steps as the system's own workflow takes. Where it is
   * there already, nothing is done.
   *
   * @return the ticket as it is then; REFUSED when there is no way, or a step wants more than is
   *     known; WAITING (EXTERNAL) when it went as far as it may until people there did what the
   *     message tells
   */
  Outcome<Ticket> transition(Reference ticket, TicketState to);

  /**
   * Brings a change request that is new to where people there are asked for their approval. Where
   * nobody is asked there, or they were asked already, nothing is done.
   *
   * @return the ticket as it is then; failures of {@link #transition}
   */
  Outcome<Ticket> submit(Reference change);

  /** Where to begin to ask {@link #changedSince} so as to see all changes from an instant on. */
  String cursorAt(Instant from);

  /**
   * The tickets that were changed, by anybody. Each change is told at least once: a ticket may come
   * again with the same revision, since systems tell their times in minutes.
   *
   * @param cursor of {@link #cursorAt} or of the answer before
   * @return REFUSED (USER) when it's none of ours, or too old
   */
  Outcome<TicketChanges> changedSince(String cursor);

  /** The comments of a ticket, the oldest first, as far as we may see them. */
  Outcome<List<PostedComment>> comments(Reference ticket);

  /**
   * Checks a delivery's authenticity over its raw bytes where the system signs, and reads of which
   * ticket it tells.
   *
   * @param headers by their names in lower case
   * @return UNAUTHORISED when it isn't authentic; BAD_ANSWER when it can't be read
   */
  Outcome<TicketHint> hint(Map<String, String> headers, byte[] body);

  /**
   * The names of the fields that a kind of ticket has there, and what may be put into those that
   * take one of a few values.
   *
   * @param kind as in {@link TicketDraft}
   * @return by the system's own names; no values where any may be put in
   */
  Outcome<Map<String, List<String>>> fields(String kind);

  /**
   * The schedule, conflicts and approvals of a change request.
   *
   * @return REFUSED (USER) where the system has no change requests
   */
  Outcome<ChangeRequest> change(Reference ticket);

  /**
   * Who changed which field since then, the oldest change first, as far as the system tells: it may
   * know less than what {@link #read} shows. A change of state is one of the field {@code state},
   * from and to by the names of {@link TicketState}.
   */
  Outcome<List<FieldChange>> history(Reference ticket, Instant since);

  /**
   * The site that it is, whatever the connection to it is called: accounts' ids are unique in
   * there. Asks nobody.
   *
   * @return 1 to 200 characters without spaces, the same as long as it's the same site
   */
  String site();

  /**
   * What of a draft's {@link TicketDraft#place} a kind takes. Asks nobody.
   *
   * @return by its key; no values where any may be given
   */
  Map<String, List<String>> places(String kind);

  /**
   * The name that a user goes by there, for eyes only: it's asked for when it's shown, and kept
   * nowhere.
   *
   * @return one line, as it's written there; NOT_FOUND (USER) when there's no such user, or they
   *     are kept from us
   */
  Outcome<String> nameOf(TicketUser user);

  /** Where a comment is read by whoever may; its ticket where it has no address. Asks nobody. */
  String addressOf(Reference ticket, String comment);

  /** The account that we write by, so that what we wrote is known as ours. */
  Outcome<TicketUser> self();
}
