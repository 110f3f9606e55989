package io.countersign.ledger.conversation;

import io.countersign.domain.Reference;
import io.countersign.ledger.conversation.ConversationPost.Progress;
import io.countersign.ledger.conversation.ConversationPost.Trouble;
import io.countersign.ledger.postgres.SqlRow;
import org.jspecify.annotations.Nullable;

/** Rows of {@code conversation_post} and {@code conversation_channel}. */
final class PostRows {
  private PostRows() {}

  static ConversationPost post(SqlRow row) {
    return new ConversationPost(
        row.text("post"),
        row.text("card"),
        row.text("incident"),
        row.text("connection"),
        row.text("channel"),
        row.intValue("generation"),
        reference(row),
        progress(row),
        trouble(row),
        row.instant("created_at"));
  }

  private static @Nullable Reference reference(SqlRow row) {
    var id = row.textOrNull("id");
    return id == null
        ? null
        : new Reference(row.text("connection"), row.text("kind"), id, row.text("url"));
  }

  private static Progress progress(SqlRow row) {
    return new Progress(
        row.longValue("wanted"),
        row.longValue("shown"),
        row.textOrNull("shown_digest"),
        row.textOrNull("posting_digest"),
        row.flag("urgent"),
        row.longValue("to_tell"),
        row.longOrNull("telling"),
        row.longValue("told"),
        row.instantOrNull("sent_at"));
  }

  private static @Nullable Trouble trouble(SqlRow row) {
    var code = row.textOrNull("failure");
    return code == null
        ? null
        : new Trouble(
            code, row.instant("failing_since"), row.intValue("attempts"), row.instant("due_at"));
  }

  static ChannelState channel(SqlRow row) {
    return new ChannelState(
        row.text("connection"),
        row.text("channel"),
        row.textOrNull("channel_id"),
        row.instantOrNull("failing_since"),
        row.textOrNull("failure"),
        row.instantOrNull("told_at"));
  }
}
