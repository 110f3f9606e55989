package io.countersign.connectors.spi.conversation;

/**
 * The standing of somebody in a chat, as the chat has it now.
 *
 * @param person who it is
 * @param standing what kind of member
 */
public record ConversationMember(ConversationPerson person, Standing standing) {
  /** The kinds of members; only a full one may decide anything. */
  public enum Standing {
    FULL,
    /** May see a few channels only. */
    GUEST,
    BOT,
    DEACTIVATED,
    /** Of another workspace, in a channel that is shared. */
    FOREIGN
  }
}
