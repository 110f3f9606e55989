package io.countersign.ledger.ticketing;

import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The polls of ticket systems: who reads the changes of each, how far, and until when nobody. */
public final class TicketPolls {
  private static final String CLAIM =
      """
      insert into ticket_poll (system, claimed_until, claim) values (?, ?, 1)
      on conflict (system) do update
        set claimed_until = excluded.claimed_until, claim = ticket_poll.claim + 1
      where ticket_poll.claimed_until <= ?
      returning claim\
      """;
  private static final String POLLED =
      """
      update ticket_poll set cursor = ?, polled_at = ?, claimed_until = ?
      where system = ? and claim = ?\
      """;
  private static final String RELEASED =
      "update ticket_poll set claimed_until = ? where system = ? and claim = ?";

  /** A system that had no room for an hour and isn't there now isn't away for an hour. */
  private static final String UNREAD =
      """
      update ticket_poll set claimed_until = ?, code = ?,
        failing_since =
          case when (code = any(?)) = ? then coalesce(failing_since, ?) else ? end
      where system = ? and claim = ?\
      """;

  private static final String HELD =
      """
      update ticket_poll set held_until = greatest(held_until, ?) where system = ?\
      """;
  private final Transactions transactions;

  public TicketPolls(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Has this server read a system's changes until then, unless another one does.
   *
   * @return the claim's number, which no other has; empty where another one does
   */
  public Optional<Long> claim(String system, Instant until, Instant now) {
    return transactions.call(
        sql -> sql.first(CLAIM, row -> row.longValue("claim"), system, until, now));
  }

  /** Where to go on reading a system's changes; empty before the first time. */
  public Optional<String> cursor(String system) {
    return transactions.call(
        sql ->
            sql.first(
                "select cursor from ticket_poll where system = ? and cursor is not null",
                row -> row.text("cursor"),
                system));
  }

  /**
   * They were read so far, and this server goes on until then.
   *
   * @return whether the claim is still its own; else nothing was noted, and another one reads them
   */
  public boolean polled(String system, long claim, String cursor, Instant until, Instant now) {
    return transactions.call(sql -> sql.execute(POLLED, cursor, now, until, system, claim)) > 0;
  }

  /** Somebody else may read them. */
  public void release(String system, long claim, Instant now) {
    var _ = transactions.call(sql -> sql.execute(RELEASED, now, system, claim));
  }

  /**
   * They couldn't be read; somebody else may try. Since when they can't is told anew where the
   * failure before was of the other kind.
   *
   * @param codes of failures that are the system's own
   */
  public void unread(String system, long claim, String code, Set<String> codes, Instant now) {
    boolean own = codes.contains(code);
    var all = codes.toArray(String[]::new);
    var _ =
        transactions.call(sql -> sql.execute(UNREAD, now, code, all, own, now, now, system, claim));
  }

  /**
   * The system has no room: no server asks it until then, once it was polled for the first time.
   */
  public void hold(String system, Instant until) {
    var _ = transactions.call(sql -> sql.execute(HELD, until, system));
  }

  /** Until when no server asks the system; empty where none was told to wait. */
  public Optional<Instant> heldUntil(String system) {
    return transactions.call(
        sql ->
            sql.first(
                "select held_until from ticket_poll where system = ? and held_until is not null",
                row -> row.instant("held_until"),
                system));
  }
}
