package io.countersign.ledger.intake;

import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of integrations: when each was last heard. Beats themselves aren't recorded, only
 * their loss and return: send {@code IntakeEvent.HeartbeatLost} and {@code HeartbeatBack}.
 */
public final class Heartbeats {
  /**
   * One heartbeat.
   *
   * @param lost whether its loss is the last thing on record
   * @param missedSince the last beat before the loss that was recorded last; null for none
   */
  public record Heartbeat(
      String integration,
      String name,
      Instant lastSeen,
      boolean lost,
      @Nullable Instant missedSince) {
    /** Whether it has been heard since its loss was recorded, or while it was. */
    public boolean isBack() {
      return lost && missedSince != null && lastSeen.isAfter(missedSince);
    }
  }

  private final Transactions transactions;

  public Heartbeats(Transactions transactions) {
    this.transactions = transactions;
  }

  /** It was heard; an older beat than the last changes nothing. */
  public void beat(String integration, String name, Instant at) {
    transactions.call(
        sql ->
            sql.execute(
                """
                insert into heartbeat as h (integration, name, last_seen) values (?, ?, ?)
                on conflict (integration, name)
                do update set last_seen = greatest(h.last_seen, excluded.last_seen)\
                """,
                integration,
                name,
                at));
  }

  public List<Heartbeat> all() {
    var query =
        "select integration, name, last_seen, lost, missed_since from heartbeat order by 1, 2";
    return transactions.call(sql -> sql.list(query, Heartbeats::heartbeat));
  }

  private static Heartbeat heartbeat(SqlRow row) {
    return new Heartbeat(
        row.text("integration"),
        row.text("name"),
        row.instant("last_seen"),
        row.flag("lost"),
        row.instantOrNull("missed_since"));
  }
}
