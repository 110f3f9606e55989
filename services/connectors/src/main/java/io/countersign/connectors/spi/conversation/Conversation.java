package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Reference;

/**
 * A system in which people talk, such as a chat. Its connection's name is the system of the
 * references that it answers, and so is kebab-case. What people answer doesn't come this way: it is
 * delivered, checked and decided like any other request.
 *
 * <p>Every text is plain: it's shown as it stands, whatever it means in the system's own markup,
 * and nobody is called by it.
 *
 * <p>Failures of every method: UNREACHABLE (EXTERNAL: nothing was received, to retry), TIMEOUT and
 * BAD_ANSWER (EXTERNAL: it may have taken effect; ask again with the same key), REFUSED
 * (INSUFFICIENT_RESOURCES: too many requests, to retry later), UNAUTHORISED, REFUSED and NOT_FOUND
 * (USER: not to retry before somebody changed something).
 */
public interface Conversation extends Connection {
  /**
   * Posts a card. The same key posts once, however often and whatever it's asked with, also after
   * an answer that was lost: the card that was posted first is answered, as it is.
   *
   * @param channel where to, by the system's own name or id
   * @param key names the card: 1 to 200 characters, such as {@code inc_0123456789abcdef/approval}
   * @return the card's reference, for as long as it's there; NOT_FOUND when there is no such
   *     channel that can be posted to
   */
  Outcome<Reference> post(String channel, String key, Card card);

  /**
   * Shows a card with another content, in its old place. The last one stays; the same content again
   * changes nothing.
   *
   * @param posted what {@link #post} answered
   * @return NOT_FOUND when somebody removed the card
   */
  Outcome<Reference> update(Reference posted, Card card);

  /**
   * Adds a line to a card's thread, so that those see it who have seen the card. The same key adds
   * one, as with {@link #post}.
   *
   * @param posted what {@link #post} answered
   * @param key names the reply, among those to this card: 1 to 200 characters
   * @param text cut after 3,000 characters
   * @return NOT_FOUND when somebody removed the card
   */
  Outcome<Reference> reply(Reference posted, String key, String text);
}
