package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/**
 * The source of {@link AlertFacts}.
 *
 * @param seen alerts of the batch, whose rows aren't written yet
 * @param muted mutes as the batch has left them
 */
record AlertFactsProvider(AlertSeenTable seen, MuteFactTable muted)
    implements FactsProvider<AlertFacts> {
  private record Tables(AlertFactsProvider batch, SqlConnection sql) implements AlertFacts {
    @Override
    public List<ActiveMute> mutes() {
      return batch.muted.all(sql);
    }

    @Override
    public boolean firing(AlertId alert) {
      return batch
          .seen
          .firing(alert)
          .orElseGet(
              () ->
                  sql.exists(
                      """
                      select from alert_seen
                      where last and alert_id = ? and (status = ? or held <> '')\
                      """,
                      alert,
                      AlertSeen.Status.FIRING));
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
