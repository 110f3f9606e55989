package io.countersign.ledger.alert;

import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;

/**
 * The episodes in {@code alert_seen} that may go: those that ended and that another one of their
 * alert came after. The last one of each alert stays, since it says what the next will be called.
 */
public final class EndedEpisodes {
  /** By an array, so that they are looked up one by one however large the table is held to be. */
  static final String DELETE =
      """
      delete from alert_seen where alert_id = any(array(
        select alert_id from alert_seen
        where not last and status <> 'FIRING' and ended_at < ? and last_seen < ?
        order by ended_at limit ?))\
      """;

  private static final int AT_ONCE = 1_000;

  private final Transactions transactions;

  public EndedEpisodes(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Forgets those that were last told before an instant, some at a time.
   *
   * @return how many
   */
  public int forget(Instant before) {
    int all = 0;
    int some = some(before);
    while (some > 0) {
      all += some;
      some = some(before);
    }
    return all;
  }

  private int some(Instant before) {
    return transactions.call(sql -> sql.execute(DELETE, before, before, AT_ONCE));
  }
}
