package io.countersign.ledger.remediation.autonomy;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.planning.TrackRecord;
import io.countersign.domain.remediation.autonomy.EarnedRecord;
import io.countersign.domain.remediation.autonomy.Promotion;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The promotions of runbooks, and what they have earned, for those who look. */
public final class RunbookAutonomy {
  private static final String RECORD =
      """
      select count(*) filter (where verified_at is not null and failed_at is null) as verified,
        count(failed_at) as failed, max(begun_at) as last_used
      from runbook_use where\
      """;

  /**
   * The latest promotion of a runbook in an environment.
   *
   * @param endedBy a person, or the remediation that failed; null while nothing but time ends it
   */
  public record Standing(
      Promotion promotion,
      @Nullable Instant endedAt,
      @Nullable String endedBy,
      @Nullable String reason) {}

  /** A content that was used in an environment. */
  public record Use(String runbook, Digest content, String environment) {}

  private final Transactions transactions;

  public RunbookAutonomy(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Of each runbook and environment that there ever was one of. */
  public List<Standing> standings() {
    return transactions.call(
        sql ->
            sql.list(
                "select * from runbook_promotion order by runbook, environment",
                RunbookAutonomy::standing));
  }

  /** Each content with where it was used. */
  public List<Use> uses() {
    return transactions.call(
        sql ->
            sql.list(
                """
                select distinct runbook, content, environment from runbook_use
                order by runbook, environment, content\
                """,
                row ->
                    new Use(
                        row.text("runbook"),
                        new Digest(row.text("content")),
                        row.text("environment"))));
  }

  public Optional<Promotion> promotion(String runbook, String environment) {
    return transactions.call(sql -> promotion(runbook, environment, sql));
  }

  public EarnedRecord record(Digest content, String environment) {
    return transactions.call(sql -> record(content, environment, sql));
  }

  /** Of a runbook whatever its content was, everywhere. */
  public EarnedRecord record(String runbook) {
    return transactions.call(
        sql -> sql.first(RECORD + " runbook = ?", RunbookAutonomy::record, runbook).orElseThrow());
  }

  static Optional<Promotion> promotion(String runbook, String environment, SqlConnection sql) {
    return sql.first(
        """
        select * from runbook_promotion
        where runbook = ? and environment = ? and ended_at is null\
        """,
        RunbookAutonomy::promotion,
        runbook,
        environment);
  }

  static EarnedRecord record(Digest content, String environment, SqlConnection sql) {
    var of = RECORD + " content = ? and environment = ?";
    return sql.first(of, RunbookAutonomy::record, content.hex(), environment).orElseThrow();
  }

  private static EarnedRecord record(SqlRow row) {
    return new EarnedRecord(
        new TrackRecord((int) row.longValue("verified"), (int) row.longValue("failed")),
        row.instantOrNull("last_used"));
  }

  private static Standing standing(SqlRow row) {
    return new Standing(
        promotion(row),
        row.instantOrNull("ended_at"),
        row.textOrNull("ended_by"),
        row.textOrNull("reason"));
  }

  private static Promotion promotion(SqlRow row) {
    return new Promotion(
        row.text("runbook"),
        new Digest(row.text("content")),
        row.text("environment"),
        row.instant("ends_at"),
        new PrincipalId(row.text("promoted_by")),
        new PrincipalId(row.text("confirmed_by")));
  }
}
