package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Reference;

/**
 * A system in which people talk, such as a chat. Its connection's name is the system of the
 * references that it answers, and so is kebab-case. What people answer comes by its {@link #inbox}:
 * it's delivered, checked and decided like any other request.
 *
 * <p>Every text is plain: it's shown as it stands, whatever it means in the system's own markup,
 * and nobody is called by it. What would change how the rest is shown, such as a control of the
 * writing direction, is written out ({@link PlainText}).
 *
 * <p>Failures of every method: UNREACHABLE (EXTERNAL: nothing was received, to retry), TIMEOUT and
 * BAD_ANSWER (EXTERNAL: it may have taken effect; ask again with the same key), REFUSED
 * (INSUFFICIENT_RESOURCES: too many requests; to retry, and not before {@code retryAfter} is over),
 * UNAUTHORISED, REFUSED and NOT_FOUND (USER: not to retry before somebody changed something).
 */
public interface Conversation extends Connection {
  /**
   * Posts a card. The same key posts once, however often and whatever it's asked with, also after
   * an answer that was lost and after a restart: the card that was posted first is answered, as it
   * is. It's looked for among the channel's cards of the last seven days. Two requests with one key
   * at the same time are the caller's to avoid.
   *
   * @param channel where to, by the system's own name or id, or what {@link #direct} answered
   * @param key names the card: 1 to 200 characters, such as {@code inc_0123456789abcdef/approval}
   * @return the card's reference, for as long as it's there; NOT_FOUND when there is no such
   *     channel that can be posted to: {@link #standing} says why
   */
  Outcome<Reference> post(String channel, String key, Card card);

  /**
   * Shows a card with another content, in its old place. The last one stays; the same content again
   * changes nothing that anybody sees.
   *
   * @param posted what {@link #post} answered
   * @return NOT_FOUND when somebody removed the card
   */
  Outcome<Reference> update(Reference posted, Card card);

  /**
   * Adds a line to a card's thread, so that those see it who have seen the card. The same key adds
   * one, as with {@link #post}.
   *
   * @param posted what {@link #post} answered, or {@link #reference} of any message that begins a
   *     thread
   * @param key names the reply, among those to this card: 1 to 200 characters
   * @param text cut after 3,000 characters
   * @return NOT_FOUND when somebody removed the card
   */
  Outcome<Reference> reply(Reference posted, String key, String text);

  /**
   * Tells one person something in a channel that nobody else sees there. It may be told twice or
   * get lost: what matters is told by a card.
   *
   * @param text cut after 3,000 characters
   * @return NOT_FOUND when there is no such channel or person
   */
  Outcome<Unit> tell(String channel, ConversationPerson person, String text);

  /**
   * Answers a press or a command where its answers go, to its person alone. It may get lost; an
   * address takes five answers within half an hour.
   *
   * @param answerAddress as it came with the press; one that isn't the chat's own is REFUSED, and
   *     asked for nothing
   * @param text cut after 3,000 characters
   */
  Outcome<Unit> answer(String answerAddress, String text);

  /**
   * Shows a form to whoever holds the trigger.
   *
   * @return REFUSED when the trigger is older than three seconds or used
   */
  Outcome<Unit> ask(String trigger, ConversationForm form);

  /**
   * The standing of a person, as the chat has it now.
   *
   * @return NOT_FOUND when nobody has that id
   */
  Outcome<ConversationMember> member(ConversationPerson person);

  /**
   * The channel in which we talk to one person alone, opened if need be.
   *
   * @return its id, for {@link #post}; NOT_FOUND when there is no such person to talk to
   */
  Outcome<String> direct(ConversationPerson person);

  /** How we stand in a channel: what keeps us from posting there is no failure of asking. */
  Outcome<ChannelStanding> standing(String channel);

  /**
   * The reference of a message that a request names, whoever posted it; asks nobody.
   *
   * @param channel the channel's id
   * @param message the message's id in it
   * @throws IllegalArgumentException when they can't be ids of this chat's
   */
  Reference reference(String channel, String message);

  /** The way by which people's answers come in. */
  ConversationInbox inbox();

  /** Nothing but that it worked. */
  record Unit() {}
}
