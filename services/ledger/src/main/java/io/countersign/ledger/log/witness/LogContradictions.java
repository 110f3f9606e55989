package io.countersign.ledger.log.witness;

import io.countersign.domain.audit.RollbackFacts.Claim;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.List;

/**
 * The table of what witnesses cosigned that this record doesn't have: a restored backup, or worse.
 * While one of them is open nothing is written on any server; somebody accepts it, or restores the
 * right record.
 */
public final class LogContradictions {
  private static final String OPEN =
      """
      select witness, size, forked, head, noticed_at from log_contradiction
      where accepted_at is null order by noticed_at, witness, size\
      """;

  private static final String ANY =
      "select exists (select from log_contradiction where accepted_at is null) as any_open";

  /**
   * A larger tree is one only if the record, read after the answer, isn't as large by now: another
   * server may have written and published more. The same claim isn't said twice. One of a larger
   * tree becomes one of another tree of that size as soon as the record has as many events again:
   * who accepted the first has accepted that. The reverse is news, as is any other size.
   */
  private static final String NOTICE =
      """
      insert into log_contradiction (witness, size, forked, head)
      select c.witness, c.size, c.forked, h.head
      from (values (?, ?, ?)) c(witness, size, forked),
        (select coalesce(max(global_index), 0) as head from event) h
      where (c.forked or c.size > h.head)
        and not exists (
          select from log_contradiction a
          where a.witness = c.witness and a.size = c.size and c.forked and not a.forked
            and a.accepted_at is not null)
      on conflict do nothing\
      """;

  private static final String ACCEPT =
      """
      update log_contradiction set accepted_at = ?
      where witness = ? and size = ? and forked = ? and accepted_at is null\
      """;

  private LogContradictions() {}

  /**
   * One that nobody accepted.
   *
   * @param witness name and id of its key: whoever succeeds it is somebody else
   * @param size of the tree that the witness cosigned
   * @param forked whether this record's tree isn't as that one begins
   * @param head the position of the record's last event when that was noticed
   */
  public record Open(String witness, long size, boolean forked, long head, Instant noticedAt) {
    private static Open of(SqlRow row) {
      return new Open(
          row.text("witness"),
          row.longValue("size"),
          row.flag("forked"),
          row.longValue("head"),
          row.instant("noticed_at"));
    }

    public String words() {
      if (witness.equals(Claim.OWN_TREE)) {
        return "%s has %s events, and there are %s".formatted(witness, size, head);
      }
      return forked
          ? "witness %s cosigned another tree of %s events than this record's"
              .formatted(witness, size)
          : "witness %s cosigned %s events, and there are %s".formatted(witness, size, head);
    }
  }

  public static List<Open> open(SqlConnection sql) {
    return sql.list(OPEN, Open::of);
  }

  /** Whether there is one: asked before each batch. */
  public static boolean any(SqlConnection sql) {
    return sql.first(ANY, row -> row.flag("any_open")).orElse(false);
  }

  /**
   * Somebody said so.
   *
   * @param witness name and id of its key
   * @param size of the tree that was cosigned
   * @param forked whether this record's tree isn't as that one begins; else that one is larger
   */
  public static void notice(String witness, long size, boolean forked, SqlConnection sql) {
    sql.execute(NOTICE, witness, size, forked);
  }

  /**
   * The log itself has a tree of this size.
   *
   * @return whether that is new, and more than the record has
   */
  public static boolean noticeOwnTree(long size, SqlConnection sql) {
    return sql.execute(NOTICE, Claim.OWN_TREE, size, false) > 0;
  }

  /** This one; others that came meanwhile stay open. */
  public static void accept(Open it, Instant at, SqlConnection sql) {
    sql.execute(ACCEPT, at, it.witness(), it.size(), it.forked());
  }
}
