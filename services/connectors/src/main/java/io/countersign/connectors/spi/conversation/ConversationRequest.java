package io.countersign.connectors.spi.conversation;

import java.util.Map;

/**
 * The act of somebody in a chat, after its authenticity was checked. It's a claim about a wish, and
 * decides nothing.
 */
public sealed interface ConversationRequest {
  /** Who did it. */
  ConversationPerson by();

  /**
   * A button of a card was pressed.
   *
   * @param channel the channel's id
   * @param message the message's id in it
   * @param value what the button carries
   * @param trigger opens a form within three seconds
   * @param answerAddress where an answer to this press goes; empty without one
   */
  record Pressed(
      ConversationPerson by,
      String channel,
      String message,
      String value,
      String trigger,
      String answerAddress)
      implements ConversationRequest {}

  /**
   * A form was sent.
   *
   * @param value what the form carried
   * @param fields what was filled in, by the fields' ids
   */
  record Submitted(ConversationPerson by, String value, Map<String, String> fields)
      implements ConversationRequest {
    public Submitted {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * A command was typed.
   *
   * @param command with its slash
   * @param text what follows it, stripped
   */
  record Commanded(
      ConversationPerson by,
      String channel,
      String command,
      String text,
      String trigger,
      String answerAddress)
      implements ConversationRequest {}

  /**
   * We were mentioned, or written to directly.
   *
   * @param event the event's id, the same when it's delivered again
   * @param thread the id of the message that begins the thread; the message's own outside of one
   * @param text plain, without the mention that it begins with
   */
  record Mentioned(
      ConversationPerson by,
      String channel,
      String message,
      String thread,
      String event,
      String text)
      implements ConversationRequest {}

  /** The chat asks whether this is the right address. Nobody is by it. */
  record Challenged(String challenge) implements ConversationRequest {
    @Override
    public ConversationPerson by() {
      return new ConversationPerson("", "");
    }
  }

  /**
   * Something that is taken note of and asks for no answer.
   *
   * @param by empty ids where nobody is named
   * @param kind the chat's own word for it, at most 100 characters
   */
  record Unheeded(ConversationPerson by, String kind) implements ConversationRequest {}
}
