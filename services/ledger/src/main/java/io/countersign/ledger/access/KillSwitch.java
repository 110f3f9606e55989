package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Optional;

/** Whether execution is halted, for those who look. */
public final class KillSwitch {
  /** How it was set last. */
  public record Setting(boolean on, String reason, PrincipalId by, Instant at) {}

  private final Transactions transactions;

  public KillSwitch(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Empty when it was never touched: nothing is halted. */
  public Optional<Setting> setting() {
    return transactions.call(
        connection -> {
          try (var select =
                  connection.prepareStatement(
                      "select halted, reason, set_by, set_at from kill_switch");
              var row = select.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Setting(
                        row.getBoolean(1),
                        row.getString(2),
                        new PrincipalId(row.getString(3)),
                        row.getTimestamp(4).toInstant()))
                : Optional.empty();
          }
        });
  }
}
