package io.countersign.ledger.remediation;

import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every incident and remediation that isn't closed, with the time at which something should happen
 * to it: what the sweep of invariant 17 starts or pokes. It doesn't decide what; the loop asks the
 * ledger.
 */
public final class OpenLoops {
  /** The sort of a loop. */
  public enum Kind {
    INCIDENT,
    REMEDIATION,
    /** Of a linked ticket. */
    TICKET
  }

  /**
   * One open loop.
   *
   * @param id of the incident or remediation
   * @param dueAt what its loop said last; else when something was recorded that it hasn't seen
   */
  public record Loop(Kind kind, String id, Instant dueAt) {}

  /**
   * The loops that are due and don't turn.
   *
   * @param many how many
   * @param since when the first of them was due; null where there is none
   */
  public record Overdue(long many, @Nullable Instant since) {}

  private static final String OVERDUE =
      "select count(*) as many, min(due_at) as since from loop_due where due_at <= ?";

  private static final String DUE =
      "select kind, id, due_at from loop_due where due_at <= ? order by due_at, kind, id";
  private static final String TOUCHED = "select touched from loop_due where kind = ? and id = ?";
  private static final String NEXT =
      "update loop_due set due_at = ? where kind = ? and id = ? and touched = ?";

  /** Most turns wait for what the one before waited for: then nothing is written. */
  private static final String WAITS =
      """
      update loop_due set waits_for = ? where kind = ? and id = ? and waits_for is distinct from ?\
      """;

  private static final String WAITS_FOR =
      "select waits_for from loop_due where kind = ? and id = ? and waits_for is not null";

  private final Transactions transactions;

  public OpenLoops(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The loops whose due time has come, the longest overdue first. */
  public List<Loop> dueBefore(Instant at) {
    return transactions.call(
        sql ->
            sql.list(
                DUE,
                row ->
                    new Loop(
                        row.constant("kind", Kind.class), row.text("id"), row.instant("due_at")),
                at));
  }

  /** Of those that were due by then. */
  public Overdue overdue(Instant at) {
    return transactions.call(
        sql ->
            sql.first(
                    OVERDUE,
                    row -> new Overdue(row.longValue("many"), row.instantOrNull("since")),
                    at)
                .orElseThrow());
  }

  /** When the loop of this one goes on, if it's open. */
  public Optional<Instant> dueAt(Kind kind, String id) {
    var query = "select due_at from loop_due where kind = ? and id = ?";
    return transactions.call(sql -> sql.first(query, row -> row.instant("due_at"), kind, id));
  }

  /** How often something was recorded of it; -1 once it's closed. */
  public long touched(Kind kind, String id) {
    return transactions.call(
        sql ->
            sql.list(TOUCHED, row -> row.longValue("touched"), kind, id).stream()
                .findFirst()
                .orElse(-1L));
  }

  /**
   * Its loop has looked, and looks again then.
   *
   * @param touched before it looked: what was recorded since then keeps it due
   */
  public void next(Kind kind, String id, long touched, Instant at) {
    var _ = transactions.call(sql -> sql.execute(NEXT, at, kind, id, touched));
  }

  /** Its loop has judged what it waits for, in words for people. */
  public void waits(Kind kind, String id, String reason) {
    var _ = transactions.call(sql -> sql.execute(WAITS, reason, kind, id, reason));
  }

  /** What its loop waits for, by its last turn; empty before the first one and once it's closed. */
  public Optional<String> waitsFor(Kind kind, String id) {
    return transactions.call(sql -> sql.first(WAITS_FOR, row -> row.text("waits_for"), kind, id));
  }
}
