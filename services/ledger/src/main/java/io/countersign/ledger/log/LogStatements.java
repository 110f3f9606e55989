package io.countersign.ledger.log;

import io.countersign.ledger.postgres.SqlConnection;

/** The statements about how far the log has come. */
final class LogStatements {
  private static final String PROGRESS =
      """
      select (select coalesce(max(global_index), 0) from event) as head, s.size,
        coalesce(c.size, 0) as published, c.created_at, p.attempted_at, p.problem
      from log_state s cross join log_publication p
      left join lateral (select size, created_at from log_checkpoint where published
                         order by size desc limit 1) c on true\
      """;

  private static final String STATE =
      """
      select (select coalesce(max(global_index), 0) from event) as head, size, root
      from log_state\
      """;

  /**
   * The tree as it's stored.
   *
   * @param head of the record
   */
  record State(long head, long size, byte[] root) {}

  private LogStatements() {}

  static State state(SqlConnection sql) {
    return sql.first(
            STATE,
            row -> new State(row.longValue("head"), row.longValue("size"), row.bytes("root")))
        .orElseThrow();
  }

  /**
   * Moves size and root on; nobody else does until this transaction ends.
   *
   * @throws io.countersign.ledger.postgres.SqlFailureException where another epoch has begun, or
   *     the tree isn't as large as that
   */
  static void advance(long epoch, long from, long to, byte[] root, SqlConnection sql) {
    sql.exists("select log_advance(?, ?, ?, ?)", epoch, from, to, root);
  }

  static long size(SqlConnection sql) {
    return sql.first("select size from log_state", row -> row.longValue("size")).orElseThrow();
  }

  static LogProgress progress(SqlConnection sql, String quorum) {
    return sql.first(
            PROGRESS,
            row ->
                new LogProgress(
                    row.longValue("head"),
                    row.longValue("size"),
                    row.longValue("published"),
                    row.instantOrNull("created_at"),
                    quorum,
                    row.instantOrNull("attempted_at"),
                    row.text("problem")))
        .orElseThrow();
  }
}
