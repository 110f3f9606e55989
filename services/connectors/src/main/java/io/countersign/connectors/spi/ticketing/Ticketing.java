package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.Map;

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
   * was lost.
   *
   * @param correlation the key: 1 to 100 of {@code A-Z a-z 0-9 : . _ -}, kept by the system with
   *     the ticket, such as {@code countersign:inc_0123456789abcdef} (100 characters is what
   *     ServiceNow's {@code correlation_id} holds)
   * @return REFUSED when the system doesn't take the draft's kind or one of its fields
   */
  Outcome<Ticket> create(String correlation, TicketDraft draft);

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
   *     known
   */
  Outcome<Ticket> transition(Reference ticket, TicketState to);

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
}
