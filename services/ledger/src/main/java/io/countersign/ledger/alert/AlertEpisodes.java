package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertCommand.EndStale;
import io.countersign.domain.alert.AlertCommand.RaiseHeld;
import io.countersign.domain.alert.AlertId;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The episodes that time alone changes: asked for by who watches them, from facts and no view. */
public final class AlertEpisodes {
  private static final int AT_ONCE = 500;

  private final ViewReader facts;

  public AlertEpisodes(DataSource source) {
    facts = new ViewReader(source);
  }

  /** What waits to be raised and is due. */
  public List<RaiseHeld> heldDue(Instant at) {
    var query =
        """
        select integration, series from alert_seen
        where last and held <> '' and held_due <= ? order by held_due, series limit ?\
        """;
    return facts.read(
        sql ->
            sql.list(
                query,
                row -> new RaiseHeld(row.text("integration"), fingerprint(row)),
                at,
                AT_ONCE));
  }

  /** The integrations of whatever fires. */
  public List<String> firingIntegrations() {
    var query =
        """
        select distinct integration from alert_seen where last and status = 'FIRING' order by 1\
        """;
    return facts.read(sql -> sql.list(query, row -> row.text("integration")));
  }

  /** What fires, and was last told before an instant; the longest silent first. */
  public List<EndStale> silent(String integration, Instant since) {
    var query =
        """
        select integration, series, alert_id from alert_seen
        where last and status = 'FIRING' and integration = ? and firing_at < ?
        order by firing_at, series limit ?\
        """;
    return facts.read(
        sql -> sql.list(query, row -> endStale(row, since), integration, since, AT_ONCE));
  }

  private static EndStale endStale(SqlRow row, Instant since) {
    var alert = new AlertId(row.text("alert_id"));
    return new EndStale(row.text("integration"), fingerprint(row), alert, since);
  }

  /** Whether the last episode of an alert fires, or may. */
  public boolean fires(String series) {
    var query =
        "select 1 from alert_seen where last and series = ? and (status = 'FIRING' or held <> '')";
    return facts.read(sql -> sql.first(query, _ -> series, series).isPresent());
  }

  private static String fingerprint(SqlRow row) {
    return row.text("series").substring(row.text("integration").length() + 1);
  }
}
