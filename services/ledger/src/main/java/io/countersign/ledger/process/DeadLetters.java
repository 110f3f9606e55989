package io.countersign.ledger.process;

import io.countersign.domain.TextRedaction;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;

/** The events that automations failed at for good. */
public final class DeadLetters {
  private static final int FAILURE_CHARACTERS = 500;

  /**
   * One of them.
   *
   * @param at when it was given up
   * @param attempts how often it was tried
   * @param failure what went wrong the last time
   */
  public record DeadLetter(
      String automation, long position, Instant at, int attempts, String failure) {}

  private final Transactions transactions;

  DeadLetters(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The oldest first. */
  List<DeadLetter> all() {
    return transactions.call(
        sql ->
            sql.list(
                "select * from dead_letter order by position, automation",
                row ->
                    new DeadLetter(
                        row.text("automation"),
                        row.longValue("position"),
                        row.instant("at"),
                        row.intValue("attempts"),
                        row.text("failure"))));
  }

  /** Within the caller's transaction: the automation goes on behind it. */
  void keep(String automation, long position, int attempts, RuntimeException failure) {
    transactions
        .sql()
        .execute(
            """
            insert into dead_letter (automation, position, at, attempts, failure)
            values (?, ?, now(), ?, ?)
            on conflict (automation, position) do update
            set at = now(), attempts = dead_letter.attempts + 1, failure = excluded.failure\
            """,
            automation,
            position,
            attempts,
            brief(failure));
  }

  /** Whether there was one. */
  boolean drop(String automation, long position) {
    return transactions.call(sql -> dropped(automation, position, sql));
  }

  private static boolean dropped(String automation, long position, SqlConnection sql) {
    var delete = "delete from dead_letter where automation = ? and position = ?";
    return sql.execute(delete, automation, position) == 1;
  }

  /** What went wrong, without what may not be told. */
  static String brief(RuntimeException failure) {
    var text = TextRedaction.text(failure.toString()).replace('\0', ' ');
    return text.length() <= FAILURE_CHARACTERS ? text : text.substring(0, FAILURE_CHARACTERS);
  }
}
