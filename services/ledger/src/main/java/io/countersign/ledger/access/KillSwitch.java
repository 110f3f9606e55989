package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts.Halt;
import io.countersign.domain.access.Scope;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The kill switch, for those who look: what is halted while it is on. */
public final class KillSwitch {
  private static final String HALTS =
      """
      select * from kill_switch where halted
        order by team nulls first, environment nulls first, service nulls first,
          action_class nulls first\
      """;

  private static final String OF_EVERYTHING =
      """
      select * from kill_switch
        where team is null and environment is null and service is null and action_class is null\
      """;

  /** The last setting of a scope. */
  public record Setting(boolean on, String reason, PrincipalId by, Instant at) {}

  private final Transactions transactions;

  public KillSwitch(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Of everything; empty when that was never touched. */
  public Optional<Setting> setting() {
    return transactions.call(sql -> sql.first(OF_EVERYTHING, KillSwitch::row));
  }

  /** What is halted, the wider first. */
  public List<Halt> halts() {
    return transactions.call(KillSwitch::halts);
  }

  static List<Halt> halts(SqlConnection sql) {
    return sql.list(HALTS, KillSwitch::halt);
  }

  private static Setting row(SqlRow row) {
    return new Setting(
        row.flag("halted"),
        row.text("reason"),
        new PrincipalId(row.text("set_by")),
        row.instant("set_at"));
  }

  private static Halt halt(SqlRow row) {
    return new Halt(
        new Scope(
            row.textOrNull("team"),
            row.textOrNull("environment"),
            row.textOrNull("service"),
            row.textOrNull("action_class")),
        row.instant("set_at"),
        new PrincipalId(row.text("set_by")),
        row.text("reason"));
  }
}
