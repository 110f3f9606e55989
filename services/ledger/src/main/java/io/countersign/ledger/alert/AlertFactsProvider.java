package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The source of {@link AlertFacts}.
 *
 * @param seen alerts of the batch, whose rows aren't written yet
 * @param muted mutes as the batch has left them
 */
record AlertFactsProvider(AlertSeenTable seen, MuteFactTable muted)
    implements FactsProvider<AlertFacts> {
  private static final String FIRING =
      """
      select from alert_seen
      where last and alert_id = any(?) and (status = ? or held <> '')\
      """;

  private record Tables(AlertFactsProvider batch, SqlConnection sql) implements AlertFacts {
    @Override
    public List<ActiveMute> mutes() {
      return batch.muted.all(sql);
    }

    /** Those of the batch by the batch alone: its rows aren't written yet. */
    @Override
    public boolean anyFiring(Collection<AlertId> alerts) {
      var written = new ArrayList<String>();
      for (var alert : alerts) {
        var fires = batch.seen.firing(alert);
        if (fires.orElse(false)) {
          return true;
        }
        if (fires.isEmpty()) {
          written.add(alert.value());
        }
      }
      return sql.exists(FIRING, written.toArray(String[]::new), AlertSeen.Status.FIRING);
    }
  }

  @Override
  public Class<AlertFacts> kind() {
    return AlertFacts.class;
  }

  @Override
  public AlertFacts at(SqlConnection sql) {
    return new Tables(this, sql);
  }
}
