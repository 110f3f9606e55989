package io.countersign.ledger.conversation;

import io.countersign.domain.conversation.DeliveryPace;
import io.countersign.ledger.conversation.DeliveryStep.Failed;
import io.countersign.ledger.conversation.DeliveryStep.Posted;
import io.countersign.ledger.conversation.DeliveryStep.Postponed;
import io.countersign.ledger.conversation.DeliveryStep.Removed;
import io.countersign.ledger.conversation.DeliveryStep.Told;
import io.countersign.ledger.conversation.DeliveryStep.Unchanged;
import io.countersign.ledger.conversation.DeliveryStep.Updated;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;

/**
 * The end of a claim: what became of the message is noted and the channel let go in one
 * transaction.
 */
final class DeliveryFinish {
  private static final int ATTEMPTS = 4;

  private static final String RELEASE =
      """
      update conversation_channel set hold = null, held_until = null, free_at = ?
      where connection = ? and channel = ? and hold = ?\
      """;

  /** Somebody else may have sent something since: whatever is there is shown anew. */
  private static final String OVERTAKEN =
      """
      update conversation_post set shown = 0, shown_digest = null, due_at = ? where post = ?\
      """;

  private static final String CHANNEL_WORKS =
      """
      update conversation_channel set failing_since = null, failure = null, told_at = null
      where connection = ? and channel = ? and failing_since is not null\
      """;

  private final Transactions transactions;

  /**
   * What waits in a channel that works again is due. Those that somebody changes right now are due
   * by that, or later: nobody waits for somebody who waits for them.
   */
  private static final String WAITING_THERE =
      """
      update conversation_post set due_at = ? where post in (
        select post from conversation_post
        where connection = ? and channel = ? and attempts > 0 and due_at > ?
          and failure in ('ARCHIVED', 'NOT_MEMBER', 'ABSENT')
        order by post for no key update skip locked)\
      """;

  DeliveryFinish(Transactions transactions) {
    this.transactions = transactions;
  }

  /** As {@link ConversationOutbox#finish} says. */
  void noted(ChannelClaim claim, DeliveryStep step, boolean works, Instant now) {
    try {
      noteAgainst(ATTEMPTS, claim, step, works, now);
    } catch (RuntimeException e) {
      letGo(claim, now, e);
      throw e;
    }
  }

  /** What others made void is tried again: they are through then. */
  private void noteAgainst(
      int attempts, ChannelClaim claim, DeliveryStep step, boolean works, Instant now) {
    try {
      var _ = transactions.call(sql -> finish(claim, step, works, now, sql));
    } catch (SqlFailureException e) {
      if (attempts == 1 || !SqlFailureException.isVoidedByOthers(e)) {
        throw e;
      }
      noteAgainst(attempts - 1, claim, step, works, now);
    }
  }

  private static boolean finish(
      ChannelClaim claim, DeliveryStep step, boolean works, Instant now, SqlConnection sql) {
    var channel = claim.channel();
    boolean held = release(claim, free(step, now), sql);
    if (!held) {
      sql.execute(OVERTAKEN, now, claim.post().key());
      return false;
    }
    if (works) {
      sql.execute(CHANNEL_WORKS, channel.connection(), channel.channel());
      sql.execute(WAITING_THERE, now, channel.connection(), channel.channel(), now);
    }
    PostNotes.note(claim, step, now, sql);
    return true;
  }

  /** The message is sent once more, under its key: better than a channel that waits for a lease. */
  private void letGo(ChannelClaim claim, Instant now, RuntimeException why) {
    try {
      var free = now.plus(DeliveryPace.BETWEEN_MESSAGES);
      var _ = transactions.call(sql -> release(claim, free, sql));
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static Instant free(DeliveryStep step, Instant now) {
    return switch (step) {
      case Posted _, Updated _, Removed _ -> now.plus(DeliveryPace.BETWEEN_MESSAGES);
      case Told(_, var sent) -> sent ? now.plus(DeliveryPace.BETWEEN_MESSAGES) : now;
      case Unchanged _, Postponed _ -> now;
      case Failed it -> now.plus(it.channelPause());
    };
  }

  private static boolean release(ChannelClaim claim, Instant free, SqlConnection sql) {
    var channel = claim.channel();
    return sql.execute(RELEASE, free, channel.connection(), channel.channel(), claim.hold()) > 0;
  }
}
