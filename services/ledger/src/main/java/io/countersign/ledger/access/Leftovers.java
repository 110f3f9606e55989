package io.countersign.ledger.access;

import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;

/**
 * The rows that are left of what is over, and may go: sessions that ended, secrets and hashes that
 * nothing was decided by, keys of refusals that were recorded once. The record itself stays. Each
 * goes some at a time, so that nobody waits for it.
 */
public final class Leftovers {
  static final String SESSIONS =
      """
      with old as (
        select session from session_fact where expires_at < ? order by expires_at limit ?),
      secrets as (delete from session_secret where session in (select session from old))
      delete from session_fact where session in (select session from old)\
      """;

  /** A login that was refused in the end had stored its secret before. */
  static final String UNOPENED =
      """
      delete from session_secret where session in (
        select session from session_secret s where stored_at < ?
          and not exists (select from session_fact f where f.session = s.session)
        order by stored_at limit ?)\
      """;

  static final String STAGED =
      """
      delete from password_staged where credential in (
        select credential from password_staged where staged_at < ? order by staged_at limit ?)\
      """;
  static final String RESETS =
      """
      delete from reset_secret where reset in (
        select reset from reset_secret where issued_at < ? order by issued_at limit ?)\
      """;
  static final String KEYS =
      """
      delete from fact_key where (type, key) in (
        select type, key from fact_key
        where type in ('access.attempt-refused', 'intake.refused', 'intake.truncated')
          and kept_at < ?
        order by kept_at limit ?)\
      """;

  private static final int AT_ONCE = 1_000;

  private final Transactions transactions;

  public Leftovers(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Sessions that ended before an instant, and secrets stored before it that opened none.
   *
   * @return how many
   */
  public int forgetSessions(Instant before) {
    return all(SESSIONS, before) + all(UNOPENED, before);
  }

  /** What was kept for a decision of before an instant that would have been made by now. */
  public int forgetUndecided(Instant before) {
    return all(STAGED, before) + all(RESETS, before);
  }

  public int forgetKeys(Instant before) {
    return all(KEYS, before);
  }

  private int all(String delete, Instant before) {
    int all = 0;
    int some = some(delete, before);
    while (some > 0) {
      all += some;
      some = some(delete, before);
    }
    return all;
  }

  private int some(String delete, Instant before) {
    return transactions.call(sql -> sql.execute(delete, before, AT_ONCE));
  }
}
