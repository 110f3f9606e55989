package io.countersign.ledger.conversation;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The messages that are to be sent to chats, one at a time and channel: who claims a channel has it
 * alone until the message is noted as sent, or until the claim lapses since its server died.
 *
 * <p>Who changes a channel's row and a message's does it in this order, and who has changed a
 * message touches no channel's row that is there: nobody waits for somebody who waits for them.
 */
public final class ConversationOutbox {
  /**
   * A channel that somebody closed isn't free before its time but for what was tried in it and
   * changed since: it may be open again. Whoever asks for patience is given it.
   */
  private static final String FREE =
      """
      select * from conversation_channel c
      where (c.held_until is null or c.held_until <= ?) and exists (
        select from conversation_post p
        where p.connection = c.connection and p.channel = c.channel and p.due_at <= ?
          and (p.wanted > p.shown or p.to_tell > p.told)
          and (c.free_at <= ? or p.attempts > 0 and p.urgent
            and c.failure in ('ARCHIVED', 'NOT_MEMBER', 'ABSENT')))
      order by c.free_at, c.connection, c.channel limit 1 for no key update skip locked\
      """;

  /** Requests that nobody has seen yet go before all else, then what somebody waits for. */
  private static final String NEXT =
      """
      select * from conversation_post
      where connection = ? and channel = ? and due_at <= ? and (wanted > shown or to_tell > told)
      order by id is null and card like 'rem%' desc, urgent desc, due_at, post limit 1\
      """;

  private static final String HOLD =
      """
      update conversation_channel set hold = ?, held_until = ?
      where connection = ? and channel = ?\
      """;

  /** Who lost the claim writes nothing any more. */
  private static final String IF_HELD =
      """
       and exists (select from conversation_channel c
         where c.connection = ? and c.channel = ? and c.hold = ?)\
      """;

  private static final String RESOLVED =
      """
      update conversation_channel set channel_id = ?
      where connection = ? and channel = ? and hold = ?\
      """;

  private static final String ELSEWHERE =
      """
      update conversation_post set generation = generation + 1, kind = null, id = null, url = null,
        shown = 0, shown_digest = null, posting_digest = null
      where connection = ? and channel = ? and post <> ? and id is not null\
      """;

  private final Transactions transactions;
  private final DeliveryFinish finish;

  public ConversationOutbox(Transactions transactions) {
    this.transactions = transactions;
    this.finish = new DeliveryFinish(transactions);
  }

  /**
   * The next message of a channel that nobody works on.
   *
   * @param hold names the claim
   * @param until when it lapses: longer than sending can take
   * @return empty where nothing is due
   */
  public Optional<ChannelClaim> claim(UUID hold, Instant now, Instant until) {
    return transactions.call(
        sql ->
            sql.first(FREE, PostRows::channel, now, now, now)
                .flatMap(channel -> claim(hold, channel, now, until, sql)));
  }

  private static Optional<ChannelClaim> claim(
      UUID hold, ChannelState channel, Instant now, Instant until, SqlConnection sql) {
    var post = sql.first(NEXT, PostRows::post, channel.connection(), channel.channel(), now);
    post.ifPresent(_ -> sql.execute(HOLD, hold, until, channel.connection(), channel.channel()));
    return post.map(it -> new ChannelClaim(hold, channel, it));
  }

  /** The chat's own id of the channel is known. */
  public void resolved(ChannelClaim claim, String channelId) {
    var channel = claim.channel();
    execute(RESOLVED, channelId, channel.connection(), channel.channel(), claim.hold());
  }

  /**
   * The chat's own id of the channel is another one now: what was posted in the one before isn't
   * touched any more, and is posted anew. The claim's own message is noted by itself.
   */
  public void moved(ChannelClaim claim, String channelId) {
    var channel = claim.channel();
    var _ =
        transactions.call(
            sql -> {
              boolean held =
                  sql.execute(
                          RESOLVED,
                          channelId,
                          channel.connection(),
                          channel.channel(),
                          claim.hold())
                      > 0;
              return held
                  && sql.execute(
                          ELSEWHERE,
                          claim.channel().connection(),
                          claim.channel().channel(),
                          claim.post().key())
                      > 0;
            });
  }

  /**
   * The claim is somebody's still: it lapses later.
   *
   * @param until when
   */
  public void hold(ChannelClaim claim, Instant until) {
    var channel = claim.channel();
    execute(
        """
        update conversation_channel set held_until = ?
        where connection = ? and channel = ? and hold = ?\
        """,
        until,
        channel.connection(),
        channel.channel(),
        claim.hold());
  }

  /** Before it's posted: what is answered may be what was posted before that. */
  public void posting(ChannelClaim claim, String digest) {
    ifHeld(
        claim,
        "update conversation_post set posting_digest = coalesce(posting_digest, ?) where post = ?",
        digest);
  }

  /** Before lines are told: told again, they are the same. */
  public void telling(ChannelClaim claim, long upTo) {
    ifHeld(claim, "update conversation_post set telling = ? where post = ?", upTo);
  }

  private void ifHeld(ChannelClaim claim, String statement, Object value) {
    var channel = claim.channel();
    execute(
        statement + IF_HELD,
        value,
        claim.post().key(),
        channel.connection(),
        channel.channel(),
        claim.hold());
  }

  /** It's on record that the channel fails, which it still does. */
  public void told(ChannelState channel, Instant at) {
    execute(
        """
        update conversation_channel set told_at = ?
        where connection = ? and channel = ? and failing_since is not null\
        """,
        at,
        channel.connection(),
        channel.channel());
  }

  private void execute(String statement, Object... values) {
    var _ = transactions.call(sql -> sql.execute(statement, values));
  }

  /**
   * Notes what became of it, and lets the channel go. Of a claim that was lost meanwhile nothing is
   * noted: what is there is shown anew, since nobody knows who was last.
   *
   * @param works whether the channel is known to work by that
   * @throws SqlFailureException where it can't be noted: the claim is let go of then, if it can be
   */
  public void finish(ChannelClaim claim, DeliveryStep step, boolean works, Instant now) {
    finish.noted(claim, step, works, now);
  }
}
