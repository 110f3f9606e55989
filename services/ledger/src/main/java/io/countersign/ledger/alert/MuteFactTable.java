package io.countersign.ledger.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertFacts.ActiveMute;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mutes that aren't lifted on record: what the decision about each new alert reads. */
final class MuteFactTable implements FactWriter {
  private @Nullable List<ActiveMute> known;

  @Override
  public void beginBatch() {
    known = null;
  }

  /**
   * The mutes as the batch has left them: read when its first new alert asks, so that a batch of
   * thousands costs one query, and again once the batch itself changed them.
   */
  List<ActiveMute> all(SqlConnection sql) {
    var read = known;
    if (read == null) {
      read = read(sql);
      known = read;
    }
    return read;
  }

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof MuteEvent) {
      known = null;
    }
    switch (event) {
      case MuteEvent.Muted e -> muted(e, sql);
      case MuteEvent.Unmuted e ->
          sql.execute("delete from mute_fact where mute = ?", e.mute().value());
      default -> {
        // not about a mute
      }
    }
  }

  private static void muted(MuteEvent.Muted e, SqlConnection sql) {
    var entity = e.matcher().entity();
    sql.execute(
        "insert into mute_fact (mute, entity, alert, fingerprint, until) values (?, ?, ?, ?, ?)",
        e.mute().value(),
        entity == null ? null : entity.toString(),
        e.matcher().alert(),
        e.matcher().fingerprint(),
        e.until());
  }

  private static List<ActiveMute> read(SqlConnection sql) {
    return List.copyOf(
        sql.list(
            "select mute, entity, alert, fingerprint, until from mute_fact order by mute",
            MuteFactTable::row));
  }

  private static ActiveMute row(SqlRow row) {
    var entity = row.textOrNull("entity");
    var matcher =
        new MuteMatcher(
            entity == null ? null : EntityId.parse(entity),
            row.textOrNull("alert"),
            row.textOrNull("fingerprint"));
    return new ActiveMute(new MuteId(row.text("mute")), matcher, row.instant("until"));
  }
}
