package io.countersign.connectors.spi.conversation;

/**
 * Our standing in a channel of a chat, as the chat has it now.
 *
 * @param channel the channel's id; what was asked for where it's {@link Kind#ABSENT}
 * @param kind whether it can be posted to, and if not why
 */
public record ChannelStanding(String channel, Kind kind) {
  /** The ways of standing in a channel. */
  public enum Kind {
    /** We're in it, and it can be posted to. */
    OPEN,
    /** It's there, and nobody has taken us in. */
    NOT_MEMBER,
    /** It's there for reading only. */
    ARCHIVED,
    /** There is none, or it's private and we aren't in it: a chat doesn't tell these apart. */
    ABSENT
  }
}
