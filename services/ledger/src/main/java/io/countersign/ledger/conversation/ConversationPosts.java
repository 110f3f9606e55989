package io.countersign.ledger.conversation;

import io.countersign.domain.Reference;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages that chats show, and what is wanted of them. */
public final class ConversationPosts {
  /**
   * Of a channel that is there only that is asked: to insert it would wait for whoever notes what
   * became of a message in it, and they may wait for a message that was changed here.
   */
  private static final String CHANNEL =
      """
      insert into conversation_channel (connection, channel, free_at)
      select ?, ?, ? where not exists (
        select from conversation_channel where connection = ? and channel = ?)
      on conflict do nothing\
      """;

  private static final String OPEN =
      """
      insert into conversation_post (post, card, incident, connection, channel, wanted, to_tell,
        told, due_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing\
      """;

  /**
   * What fails waits for its turn, unless somebody waits for what changed: that is tried at once.
   * It's the latest state that is sent then.
   */
  private static final String WANT =
      """
      update conversation_post set wanted = greatest(wanted, ?), urgent = urgent or ?,
        due_at = case when attempts > 0 then case when ? then ? else due_at end
          when wanted > shown and not ? then due_at
          when ? then ? else greatest(?, sent_at + interval '3 seconds') end
      where card = ?\
      """;

  private static final String TELL =
      """
      update conversation_post set to_tell = greatest(to_tell, ?),
        due_at = case when attempts > 0 then due_at else least(due_at, ?) end
      where post = ?\
      """;

  private final Transactions transactions;

  public ConversationPosts(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A message that is to be there.
   *
   * @param key its key
   * @param card the id of what it shows
   * @param position that it has to show at least
   * @param told lines of its thread aren't told up to here
   */
  public record Wanted(
      String key,
      String card,
      String incident,
      String connection,
      String channel,
      long position,
      long told) {}

  /** One that is wanted already stays as it is. */
  public boolean open(Wanted it, Instant at) {
    return transactions.call(
        sql -> {
          sql.execute(CHANNEL, it.connection(), it.channel(), at, it.connection(), it.channel());
          return sql.execute(
                  OPEN,
                  it.key(),
                  it.card(),
                  it.incident(),
                  it.connection(),
                  it.channel(),
                  it.position(),
                  it.position(),
                  it.told(),
                  at,
                  at)
              > 0;
        });
  }

  /**
   * All copies of a card are to show what stands at a position.
   *
   * @param urgent whether somebody waits for it: else edits are gathered
   */
  public void want(String card, long position, boolean urgent, Instant at) {
    execute(WANT, position, urgent, urgent, at, urgent, urgent, at, at, card);
  }

  /** An incident's thread is to tell what stands up to a position. */
  public void tell(String incident, long position, Instant at) {
    execute(TELL, position, at, incident);
  }

  /**
   * What may have changed by itself, or be overlooked, is looked at again; not what changes now.
   */
  public void review(long position) {
    execute(
        """
        update conversation_post set wanted = greatest(wanted, ?) where post in (
          select post from conversation_post
          where not settled and wanted = shown and attempts = 0
          order by post for no key update skip locked)\
        """,
        position);
  }

  /** Forgets messages of what is over that are as they should be and were begun before a time. */
  public void forget(Instant before) {
    execute(
        """
        delete from conversation_post where post in (
          select post from conversation_post
          where settled and wanted <= shown and to_tell <= told and created_at < ?
          order by post for update skip locked)\
        """,
        before);
  }

  private void execute(String statement, Object... values) {
    var _ = transactions.call(sql -> sql.execute(statement, values));
  }

  public Optional<ConversationPost> find(String key) {
    return transactions.call(
        sql -> sql.first("select * from conversation_post where post = ?", PostRows::post, key));
  }

  /** The copies of an incident's cards and of its plans', the oldest first. */
  public List<ConversationPost> of(String incident) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from conversation_post where incident = ? order by created_at, post",
                PostRows::post,
                incident));
  }

  /** Which of these cards have a message that is wanted or there. */
  public Set<String> known(Collection<String> cards) {
    Object wanted = cards.toArray(String[]::new);
    return transactions.call(
        sql ->
            Set.copyOf(
                sql.list(
                    "select distinct card from conversation_post where card = any(?)",
                    row -> row.text("card"),
                    wanted)));
  }

  /** The key of who shows a message. */
  public Optional<String> keyOf(Reference message) {
    return transactions.call(
        sql ->
            sql.first(
                """
                select post, generation from conversation_post
                where connection = ? and kind = ? and id = ?\
                """,
                row ->
                    row.intValue("generation") == 1
                        ? row.text("post")
                        : row.text("post") + "#" + row.intValue("generation"),
                message.system(),
                message.kind(),
                message.id()));
  }

  /** Those that don't show what they should, the longest waiting first; at most so many. */
  public List<ConversationPost> undelivered(int most) {
    return transactions.call(
        sql ->
            sql.list(
                """
                select * from conversation_post where wanted > shown or to_tell > told
                order by coalesce(failing_since, due_at), post limit ?\
                """,
                PostRows::post,
                most));
  }

  /** What waits. */
  public Backlog backlog() {
    return transactions.call(ConversationPosts::backlog);
  }

  /**
   * What waits to be told.
   *
   * @param messages how many
   * @param oldest since when the longest waiting one is due; at the epoch where nothing waits
   */
  public record Backlog(long messages, Instant oldest) {}

  private static Backlog backlog(SqlConnection sql) {
    return sql.first(
            """
            select count(*) as messages,
              coalesce(min(coalesce(failing_since, due_at)), 'epoch') as oldest
            from conversation_post where wanted > shown or to_tell > told\
            """,
            row -> new Backlog(row.longValue("messages"), row.instant("oldest")))
        .orElseThrow();
  }

  /** All channels that were ever told anything. */
  public List<ChannelState> channels() {
    return transactions.call(
        sql ->
            sql.list(
                "select * from conversation_channel order by connection, channel",
                PostRows::channel));
  }
}
