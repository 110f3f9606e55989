package io.countersign.ledger.correlation;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.ledger.view.ColumnValues;
import io.countersign.ledger.view.ViewQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that fire but wait for a mute to be lifted, as far as the correlator has read. Which alert
 * is held back the record says; here they are only kept until their time comes, so that none is
 * forgotten. Like the rest of the index everything may be told twice.
 */
final class MutedAlerts {
  static final List<String> TABLES = List.of("correlation_mute", "correlation_held");

  /** One that waits, with all that a mute may be about. */
  private record Waiting(IncidentAlert alert, String integration, String fingerprint) {
    boolean fits(MuteMatcher matcher) {
      return matcher.fits(integration, alert.entity(), alert.name(), fingerprint);
    }
  }

  private record Holding(MuteId mute, MuteMatcher matcher) {}

  private static final String FILL =
      """
      update correlation_held set integration = ?, fingerprint = ?, entity = ?, name = ?,
        severity = ?, signal = ?, starts_at = ?
      where alert_id = ?\
      """;
  private static final String WAITING =
      """
      select * from correlation_held where mute_id = ? and entity is not null
      order by starts_at, alert_id\
      """;

  private final Connection connection;
  private final ViewQuery look;

  /** Nearly always nothing waits: then alerts cost nothing more. */
  private boolean any;

  MutedAlerts(Connection connection) {
    this.connection = connection;
    look = new ViewQuery(connection);
    any = look.one("select 1 from correlation_held limit 1", row -> true).isPresent();
  }

  void heldBack(AlertEvent.HeldBack e) throws SQLException {
    any = true;
    write(
        "insert into correlation_held (alert_id, mute_id) values (?, ?) on conflict do nothing",
        e.alert(),
        e.mute());
  }

  /** Whether this alert has to wait; then it's kept with all that's needed later. */
  boolean keeps(AlertEvent.Raised e) throws SQLException {
    return any
        && write(
                FILL,
                e.integration(),
                e.fingerprint(),
                e.entity(),
                e.name(),
                e.severity(),
                e.signal(),
                e.startsAt(),
                e.alert())
            == 1;
  }

  /** It stopped firing: there's nothing left to take up. */
  void over(AlertId alert) throws SQLException {
    if (any) {
      write("delete from correlation_held where alert_id = ?", alert);
    }
  }

  /** The alerts that wait no longer, the earliest first. */
  List<IncidentAlert> absorb(MuteEvent event) throws SQLException {
    switch (event) {
      case MuteEvent.Muted e -> {
        write(
            """
            insert into correlation_mute (mute_id, entity, alert, fingerprint)
            values (?, ?, ?, ?) on conflict do nothing\
            """,
            e.mute(),
            e.matcher().entity(),
            e.matcher().alert(),
            e.matcher().fingerprint());
        return List.of();
      }
      case MuteEvent.Unmuted e -> {
        write("delete from correlation_mute where mute_id = ?", e.mute());
        return released(e.mute());
      }
      case MuteEvent.AttemptRefused _ -> {
        return List.of();
      }
    }
  }

  /** What another mute is about goes on waiting, for that one. */
  private List<IncidentAlert> released(MuteId mute) throws SQLException {
    var waiting = look.list(WAITING, MutedAlerts::waiting, mute);
    if (waiting.isEmpty()) {
      return List.of();
    }
    var others = look.list("select * from correlation_mute order by mute_id", MutedAlerts::holding);
    var free = new ArrayList<IncidentAlert>();
    for (var it : waiting) {
      Optional<Holding> next = others.stream().filter(o -> it.fits(o.matcher())).findFirst();
      if (next.isPresent()) {
        var sql = "update correlation_held set mute_id = ? where alert_id = ?";
        write(sql, next.get().mute(), it.alert().alert());
      } else {
        over(it.alert().alert());
        free.add(it.alert());
      }
    }
    return free;
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    var alert =
        new IncidentAlert(
            new AlertId(row.getString("alert_id")),
            EntityId.parse(row.getString("entity")),
            row.getString("name"),
            Severity.valueOf(row.getString("severity")),
            row.getString("signal"),
            ColumnValues.instant(row, "starts_at"));
    return new Waiting(alert, row.getString("integration"), row.getString("fingerprint"));
  }

  private static Holding holding(ResultSet row) throws SQLException {
    var entity = row.getString("entity");
    return new Holding(
        new MuteId(row.getString("mute_id")),
        new MuteMatcher(
            entity == null ? null : EntityId.parse(entity),
            row.getString("alert"),
            row.getString("fingerprint")));
  }

  private int write(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      ColumnValues.bind(statement, values);
      return statement.executeUpdate();
    }
  }
}
