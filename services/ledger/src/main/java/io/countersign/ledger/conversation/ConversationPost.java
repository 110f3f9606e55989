package io.countersign.ledger.conversation;

import io.countersign.domain.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in a chat that shows something of the record.
 *
 * @param key names it, for whoever looks it up: the card's, and whose copy it is where it's a copy
 * @param card the id of what it shows: an incident or a remediation
 * @param channel as it's configured; {@code @} and a person's id for what one person alone sees
 * @param generation 1, or 2 once it was removed and posted anew
 * @param posted null before it's there
 * @param progress how far it is
 * @param trouble null while nothing fails
 */
public record ConversationPost(
    String key,
    String card,
    String incident,
    String connection,
    String channel,
    int generation,
    @Nullable Reference posted,
    Progress progress,
    @Nullable Trouble trouble,
    Instant createdAt) {
  /** The mark of a channel that one person alone sees. */
  public static final String DIRECT = "@";

  /**
   * How far it is, in positions of the record.
   *
   * @param wanted it has to show at least this
   * @param shown it shows at least this
   * @param shownDigest of what it shows; null before it shows anything that is known
   * @param postingDigest of what was about to be posted when that was last known
   * @param urgent whether somebody waits for it
   * @param toTell lines of its thread are wanted up to here
   * @param telling and were being told up to here; null for none
   * @param told and are told up to here
   * @param sentAt when it was last sent
   */
  public record Progress(
      long wanted,
      long shown,
      @Nullable String shownDigest,
      @Nullable String postingDigest,
      boolean urgent,
      long toTell,
      @Nullable Long telling,
      long told,
      @Nullable Instant sentAt) {
    /** Whether what it shows isn't the latest. */
    public boolean isBehind() {
      return wanted > shown;
    }

    public boolean hasLinesToTell() {
      return toTell > told;
    }
  }

  /**
   * What is in its way.
   *
   * @param attempts that failed, one after the other
   */
  public record Trouble(String code, Instant since, int attempts, Instant nextAt) {}

  /** As the chat is given it: a message that is posted anew is another one there. */
  public String chatKey() {
    return generation == 1 ? key : key + "#" + generation;
  }

  /** Of the incident's own thread, as against a card of one of its plans. */
  public boolean isThread() {
    return card.equals(incident);
  }

  /** Whether one person alone sees it. */
  public boolean isDirect() {
    return channel.startsWith(DIRECT);
  }

  /** Whether it's as it should be. */
  public boolean isDelivered() {
    return posted != null && !progress.isBehind() && !progress.hasLinesToTell();
  }
}
