package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.ledger.View;
import io.countersign.ledger.store.DomainJson;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.Sql;
import io.countersign.ledger.view.ViewReader;
import io.countersign.ledger.view.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All alerts, newest first. */
public final class Alerts {
  /**
   * One episode.
   *
   * @param position where it was first recorded
   * @param fingerprint like severity, signal and startsAt unknown for what was suppressed
   * @param reason why it was suppressed
   * @param count how often it was told, at least
   */
  public record Row(
      String id,
      long position,
      String integration,
      @Nullable String fingerprint,
      String name,
      @Nullable Severity severity,
      String entity,
      @Nullable String signal,
      Status status,
      @Nullable String reason,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      long count,
      @Nullable Instant lastSeen,
      Map<String, String> labels) {
    public Row {
      labels = Map.copyOf(labels);
    }
  }

  private final ViewReader views;

  public Alerts(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new AlertsProjection();
  }

  /**
   * @param status null for all
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(@Nullable Status status, Page.Request request) {
    var where = new Where().and("a.position < ?", request.before());
    if (status == Status.FIRING) {
      where.and("a.status = 'FIRING'"); // literally: that's how the partial index is found
    } else {
      where.and("a.status = ?", status);
    }
    var sql =
        """
        select a.*, coalesce(s.count, 0) as told, s.last_seen
        from view_alert a left join alert_seen s using (alert_id)
        where %s order by a.position desc limit ?\
        """
            .formatted(where.sql());
    var found = views.read(look -> look.list(sql, Alerts::row, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  private static Row row(ResultSet row) throws SQLException {
    var severity = row.getString("severity");
    return new Row(
        row.getString("alert_id"),
        row.getLong("position"),
        row.getString("integration"),
        row.getString("fingerprint"),
        row.getString("name"),
        severity == null ? null : Severity.valueOf(severity),
        row.getString("entity"),
        row.getString("signal"),
        Status.valueOf(row.getString("status")),
        row.getString("reason"),
        Sql.instantOrNull(row, "starts_at"),
        Sql.instantOrNull(row, "ends_at"),
        row.getLong("told"),
        Sql.instantOrNull(row, "last_seen"),
        labels(row.getString("labels")));
  }

  private static Map<String, String> labels(String json) {
    var labels = new TreeMap<String, String>();
    DomainJson.tree(json)
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
    return labels;
  }
}
