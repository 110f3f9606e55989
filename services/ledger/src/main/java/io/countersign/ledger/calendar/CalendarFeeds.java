package io.countersign.ledger.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The progress with programs that keep calendars: in a table, so that every server knows it. */
public final class CalendarFeeds {
  /**
   * How far one is.
   *
   * @param taken the digest of what was taken last, also where people changed it since
   * @param refused what it says and isn't taken: its digest, and what it may
   * @param failingSince null while it works
   * @param told what of it was told while it fails
   * @param toldAt when a failure was told last
   */
  public record Feed(
      @Nullable Digest taken,
      @Nullable String refused,
      @Nullable Instant failingSince,
      @Nullable String told,
      @Nullable Instant toldAt) {
    public static final Feed NEW = new Feed(null, null, null, null, null);

    /** It works, and that was taken. */
    public Feed took(@Nullable Digest definition) {
      return new Feed(definition, null, null, null, toldAt);
    }

    /** It fails, and what it says isn't taken; null where it says nothing. */
    public Feed failing(Instant since, @Nullable String what) {
      return new Feed(taken, what, since, told, toldAt);
    }

    /** That it fails was told. */
    public Feed told(String what, Instant at) {
      return new Feed(taken, refused, failingSince, what, at);
    }
  }

  private final Transactions transactions;

  public CalendarFeeds(Transactions transactions) {
    this.transactions = transactions;
  }

  public Feed find(CalendarId calendar) {
    return transactions
        .call(
            sql ->
                sql.first(
                    "select * from calendar_feed where calendar = ?",
                    CalendarFeeds::feed,
                    calendar))
        .orElse(Feed.NEW);
  }

  public void put(CalendarId calendar, Feed feed) {
    var _ =
        transactions.call(
            sql ->
                sql.execute(
                    """
                    insert into calendar_feed (calendar, taken, refused, failing_since, told, told_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (calendar) do update set taken = excluded.taken,
                      refused = excluded.refused, failing_since = excluded.failing_since,
                      told = excluded.told, told_at = excluded.told_at\
                    """,
                    calendar,
                    hex(feed.taken()),
                    feed.refused(),
                    feed.failingSince(),
                    feed.told(),
                    feed.toldAt()));
  }

  private static Feed feed(SqlRow row) {
    return new Feed(
        digest(row, "taken"),
        row.textOrNull("refused"),
        row.instantOrNull("failing_since"),
        row.textOrNull("told"),
        row.instantOrNull("told_at"));
  }

  private static @Nullable Digest digest(SqlRow row, String column) {
    var hex = row.textOrNull(column);
    return hex == null ? null : new Digest(hex);
  }

  private static @Nullable String hex(@Nullable Digest digest) {
    return digest == null ? null : digest.hex();
  }
}
