package io.countersign.ledger.alert;

import io.countersign.ledger.postgres.Statements;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When each integration's heartbeat was last heard. Beats themselves aren't recorded, only their
 * loss and return: send {@code IntakeEvent.HeartbeatLost} and {@code HeartbeatBack}.
 */
public final class Heartbeats {
  /**
   * One heartbeat.
   *
   * @param lost whether its loss is the last thing on record
   */
  public record Heartbeat(String integration, String name, Instant lastSeen, boolean lost) {}

  private final Transactions transactions;

  public Heartbeats(Transactions transactions) {
    this.transactions = transactions;
  }

  /** It was heard; an older beat than the last changes nothing. */
  public void beat(String integration, String name, Instant at) {
    transactions.call(
        connection ->
            Statements.execute(
                connection,
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
    return transactions.call(
        connection -> {
          var sql = "select integration, name, last_seen, lost from heartbeat order by 1, 2";
          try (var select = connection.prepareStatement(sql);
              var rows = select.executeQuery()) {
            var all = new ArrayList<Heartbeat>();
            while (rows.next()) {
              all.add(
                  new Heartbeat(
                      rows.getString(1),
                      rows.getString(2),
                      rows.getTimestamp(3).toInstant(),
                      rows.getBoolean(4)));
            }
            return all;
          }
        });
  }
}
