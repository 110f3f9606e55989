package io.countersign.ledger.log;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn that one server has at a time, by the database's clock. One that would last much longer
 * than a turn does is nobody's: that clock has stepped back. It isn't what keeps two from writing:
 * that is the epoch, which each new holder raises.
 */
final class LogLease {
  /** The two turns; they needn't be the same server's. */
  enum Turn {
    GROWTH("log_state", 3),
    PUBLICATION("log_publication", 10);

    private final String look;
    private final String renew;
    private final String take;
    private final String release;

    Turn(String table, int seconds) {
      var until = " set held_until = now() + interval '" + seconds + " seconds'";
      var within = "held_until <= now() + interval '" + 2 * seconds + " seconds'";
      look = "select epoch, held_until > now() and " + within + " as held from " + table;
      renew =
          "update "
              + table
              + until
              + " where epoch = ? and (held_until < now() + interval '"
              + (seconds - 1)
              + " seconds' or not "
              + within
              + ")";
      take = "update " + table + until + ", epoch = epoch + 1 where epoch = ?";
      release = "update " + table + " set held_until = '-infinity' where epoch = ?";
    }
  }

  private record Held(long epoch, boolean held) {}

  private static final Logger LOG = LoggerFactory.getLogger(LogLease.class);

  /** Whoever stands still in the middle of a turn is thrown out of it before others give up. */
  private static final String NOT_IDLE =
      "select set_config('idle_in_transaction_session_timeout', '5000', true)";

  private final Turn turn;
  private volatile long epoch;
  private volatile long committed;

  LogLease(Turn turn) {
    this.turn = turn;
  }

  /**
   * Whether it's ours, unless somebody raises the epoch before this transaction ends; {@link
   * #ended} is to be told.
   */
  boolean hold(SqlConnection sql) {
    sql.exists(NOT_IDLE);
    var now =
        sql.first(turn.look, row -> new Held(row.longValue("epoch"), row.flag("held")))
            .orElseThrow();
    if (now.epoch == epoch && epoch > 0) {
      sql.execute(turn.renew, epoch);
      return true;
    }
    if (now.held || sql.execute(turn.take, now.epoch) == 0) {
      return false;
    }
    epoch = now.epoch + 1;
    return true;
  }

  /**
   * Says how the transaction ended: an epoch that wasn't committed may become somebody else's.
   *
   * @param success false also where that isn't known
   */
  void ended(boolean success) {
    if (success) {
      committed = epoch;
    } else {
      epoch = committed;
    }
  }

  /** 0 before it was held. */
  long epoch() {
    return epoch;
  }

  /** Without effect where it isn't ours any more. */
  void release(Transactions transactions) {
    try {
      var _ = transactions.call(sql -> sql.execute(turn.release, epoch));
    } catch (SqlFailureException e) {
      LOG.debug("the turn ends by itself", e);
    }
  }
}
