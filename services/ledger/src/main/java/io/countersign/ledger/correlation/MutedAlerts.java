package io.countersign.ledger.correlation;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Alerts that fire but wait for a mute to be lifted, as far as the correlator has read. Which alert
 * is held back the record says; here they are only kept until their time comes, so that none is
 * forgotten. Like the rest of the index everything may be told twice.
 */
final class MutedAlerts {
  static final List<String> TABLES = List.of("correlation_mute", "correlation_held");

  /** One that waits, with all that a mute may be about. */
  private record Waiting(FiringAlert firing, String integration, String fingerprint) {
    IncidentAlert alert() {
      return firing.alert();
    }

    boolean fits(MuteMatcher matcher) {
      return matcher.fits(integration, alert().entity(), alert().name(), fingerprint);
    }
  }

  private record Holding(MuteId mute, MuteMatcher matcher) {}

  private static final String FILL =
      """
      update correlation_held set integration = ?, fingerprint = ?, entity = ?, name = ?,
        severity = ?, signal = ?, starts_at = ?, group_key = ?, group_by = ?, again = ?
      where alert_id = ?\
      """;
  private static final String WAITING =
      """
      select * from correlation_held where mute_id = ? and entity is not null
      order by starts_at, alert_id\
      """;

  private final SqlConnection sql;

  /** Nearly always nothing waits: then alerts cost nothing more. */
  private boolean any;

  MutedAlerts(SqlConnection sql) {
    this.sql = sql;
    any = sql.exists("select 1 from correlation_held limit 1");
  }

  void heldBack(AlertEvent.HeldBack e) {
    any = true;
    sql.execute(
        "insert into correlation_held (alert_id, mute_id) values (?, ?) on conflict do nothing",
        e.alert(),
        e.mute());
  }

  /** Whether this alert has to wait; then it's kept with all that's needed later. */
  boolean keeps(AlertEvent.Raised e) {
    return any
        && sql.execute(
                FILL,
                e.integration(),
                e.fingerprint(),
                e.entity(),
                e.name(),
                e.severity(),
                e.signal(),
                e.startsAt(),
                GroupColumns.key(e.group()),
                GroupColumns.by(e.group()),
                e.again(),
                e.alert())
            == 1;
  }

  /** It stopped firing: there's nothing left to take up. */
  void over(AlertId alert) {
    if (any) {
      sql.execute("delete from correlation_held where alert_id = ?", alert);
    }
  }

  /** The alerts that wait no longer, the earliest first. */
  List<FiringAlert> absorb(MuteEvent event) {
    switch (event) {
      case MuteEvent.Muted e -> {
        sql.execute(
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
        sql.execute("delete from correlation_mute where mute_id = ?", e.mute());
        return released(e.mute());
      }
      case MuteEvent.AttemptRefused _ -> {
        return List.of();
      }
    }
  }

  /** What another mute is about goes on waiting, for that one. */
  private List<FiringAlert> released(MuteId mute) {
    var waiting = sql.list(WAITING, MutedAlerts::waiting, mute);
    if (waiting.isEmpty()) {
      return List.of();
    }
    var others = sql.list("select * from correlation_mute order by mute_id", MutedAlerts::holding);
    var free = new ArrayList<FiringAlert>();
    for (var it : waiting) {
      Optional<Holding> next = others.stream().filter(o -> it.fits(o.matcher())).findFirst();
      if (next.isPresent()) {
        var query = "update correlation_held set mute_id = ? where alert_id = ?";
        sql.execute(query, next.get().mute(), it.alert().alert());
      } else {
        over(it.alert().alert());
        free.add(it.firing());
      }
    }
    return free;
  }

  private static Waiting waiting(SqlRow row) {
    var alert =
        new IncidentAlert(
            new AlertId(row.text("alert_id")),
            EntityId.parse(row.text("entity")),
            row.text("name"),
            row.constant("severity", Severity.class),
            row.text("signal"),
            row.instant("starts_at"),
            GroupColumns.read(row));
    var again = row.instantOrNull("again");
    var firing = new FiringAlert(alert, again == null ? alert.startsAt() : again);
    return new Waiting(firing, row.text("integration"), row.text("fingerprint"));
  }

  private static Holding holding(SqlRow row) {
    var entity = row.textOrNull("entity");
    return new Holding(
        new MuteId(row.text("mute_id")),
        new MuteMatcher(
            entity == null ? null : EntityId.parse(entity),
            row.textOrNull("alert"),
            row.textOrNull("fingerprint")));
  }
}
