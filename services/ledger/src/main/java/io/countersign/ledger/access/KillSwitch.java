package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Optional;

/** The kill switch, for those who look: execution is halted while it is on. */
public final class KillSwitch {
  /** Its last setting. */
  public record Setting(boolean on, String reason, PrincipalId by, Instant at) {}

  private final Transactions transactions;

  public KillSwitch(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Empty when it was never touched: nothing is halted. */
  public Optional<Setting> setting() {
    return transactions.call(KillSwitch::setting);
  }

  static Optional<Setting> setting(SqlConnection sql) {
    return sql.first("select halted, reason, set_by, set_at from kill_switch", KillSwitch::row);
  }

  private static Setting row(SqlRow row) {
    return new Setting(
        row.flag("halted"),
        row.text("reason"),
        new PrincipalId(row.text("set_by")),
        row.instant("set_at"));
  }
}
