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
import java.time.Instant;

/** The notes of what became of messages, each by what was done about it. */
final class PostNotes {
  /** Between two edits of one message. */
  private static final String GATHERED =
      " interval '" + DeliveryPace.BETWEEN_EDITS.toSeconds() + " seconds'";

  private static final String DUE =
      "due_at = case when urgent and wanted > ? or to_tell > told then ? else ? +"
          + GATHERED
          + " end";

  private static final String WORKS = ", attempts = 0, failing_since = null, failure = null, ";

  private static final String POSTED =
      "update conversation_post set kind = ?, id = ?, url = ?, shown = case when ? then ? else 0"
          + " end, shown_digest = ?, posting_digest = null, settled = ?, sent_at = ?, urgent ="
          + " urgent and wanted > ?"
          + WORKS
          + DUE
          + " where post = ?";
  private static final String UPDATED =
      "update conversation_post set shown = ?, shown_digest = ?, settled = ?, sent_at = ?,"
          + " urgent = urgent and wanted > ?"
          + WORKS
          + DUE
          + " where post = ?";
  private static final String UNCHANGED =
      "update conversation_post set shown = ?, settled = ?, urgent = urgent and wanted > ?"
          + WORKS
          + " due_at = ? where post = ?";
  private static final String TOLD =
      "update conversation_post set told = greatest(told, ?), telling = null"
          + WORKS
          + " due_at = case when to_tell > ? or urgent and wanted > shown then ?"
          + " else greatest(?, sent_at +"
          + GATHERED
          + ") end where post = ?";
  private static final String REMOVED =
      """
      update conversation_post set generation = generation + 1, kind = null, id = null, url = null,
        shown = 0, shown_digest = null, posting_digest = null, due_at = ? where post = ?\
      """;
  private static final String FAILED =
      """
      update conversation_post set attempts = attempts + 1, failure = ?,
        failing_since = coalesce(failing_since, ?), due_at = ? where post = ?\
      """;

  /**
   * It's asked for anew: one that was made under its name is another one. Those of one person are
   * asked for each time.
   */
  private static final String CHANNEL_FAILS =
      """
      update conversation_channel set
        channel_id = case when channel like '@%' then channel_id end,
        failing_since = coalesce(failing_since, ?), failure = ?
      where connection = ? and channel = ?\
      """;

  private PostNotes() {}

  static void note(ChannelClaim claim, DeliveryStep step, Instant now, SqlConnection sql) {
    var post = claim.post();
    long wanted = post.progress().wanted();
    switch (step) {
      case Posted it -> posted(post, it, now, sql);
      case Updated(var digest, var settled) ->
          sql.execute(UPDATED, wanted, digest, settled, now, wanted, wanted, now, now, post.key());
      case Unchanged(var settled) ->
          sql.execute(UNCHANGED, wanted, settled, wanted, now, post.key());
      case Told(var upTo, var _) -> sql.execute(TOLD, upTo, upTo, now, now, post.key());
      case Removed _ -> sql.execute(REMOVED, now, post.key());
      case Postponed(var pause) ->
          sql.execute(
              "update conversation_post set due_at = ? where post = ?",
              now.plus(pause),
              post.key());
      case Failed it -> failed(claim, it, now, sql);
    }
  }

  /** What was posted earlier may be older than what was about to be posted now. */
  private static void posted(ConversationPost post, Posted it, Instant now, SqlConnection sql) {
    var earlier = post.progress().postingDigest();
    boolean same = earlier == null || earlier.equals(it.digest());
    long wanted = post.progress().wanted();
    var reference = it.reference();
    sql.execute(
        POSTED,
        reference.kind(),
        reference.id(),
        reference.url(),
        same,
        wanted,
        same ? it.digest() : earlier,
        it.settled(),
        now,
        same ? wanted : 0,
        same ? wanted : 0,
        now,
        now,
        post.key());
  }

  private static void failed(ChannelClaim claim, Failed it, Instant now, SqlConnection sql) {
    var post = claim.post();
    if (it.ofChannel()) {
      sql.execute(CHANNEL_FAILS, now, it.code(), post.connection(), post.channel());
    }
    sql.execute(FAILED, it.code(), now, now.plus(it.pause()), post.key());
  }
}
