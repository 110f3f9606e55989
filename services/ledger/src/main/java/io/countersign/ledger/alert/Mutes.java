package io.countersign.ledger.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.alert.MuteEvent.Unmuted.Lifting;
import io.countersign.domain.alert.MuteId;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All mutes, newest first. */
public final class Mutes {
  /** The mutes that are asked for. */
  public enum Filter {
    ALL("true"),
    ACTIVE("m.lifted_at is null"),
    LIFTED("m.lifted_at is not null");

    private final String sql;

    Filter(String sql) {
      this.sql = sql;
    }
  }

  /**
   * One mute.
   *
   * @param position where it was recorded
   * @param entity what it is about; like alert and fingerprint null when any will do
   * @param reason where the words lie, beside the record
   * @param liftedAt null while it holds
   * @param heldBack how many alerts it held back, over its whole time
   * @param firing how many of those still fire
   */
  public record Row(
      String id,
      long position,
      @Nullable String entity,
      @Nullable String alert,
      @Nullable String fingerprint,
      Instant until,
      Instant mutedAt,
      String mutedBy,
      BlobRef reason,
      @Nullable Instant liftedAt,
      @Nullable String liftedBy,
      @Nullable Lifting lifting,
      int heldBack,
      int firing) {}

  /**
   * The unlifted mute that an alert fits, the one that ends last, as {@code mute_id}; the alert is
   * {@code v}, a row of {@code view_alert}. Alerts of the product itself fit none.
   */
  public static final String FITTING =
      """
      left join lateral (
        select q.mute_id, q.until from view_mute q
        where q.lifted_at is null and (v.integration <> 'countersign'
            or (q.entity like 'integration/%' and q.alert = 'HeartbeatLost'))
          and (q.entity is null or q.entity = v.entity)
          and (q.alert is null or q.alert = v.name)
          and (q.fingerprint is null or q.fingerprint = v.fingerprint)
        order by q.until desc, q.mute_id desc limit 1) quiet on true
      """;

  private static final String ROWS =
      """
      select m.*, h.held, h.firing from view_mute m
      cross join lateral (
        select count(*) as held, count(*) filter (where v.status = 'FIRING') as firing
        from view_alert_mute a join view_alert v using (alert_id)
        where a.mute_id = m.mute_id) h
      """;

  private final ViewReader views;

  public Mutes(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new MutesProjection();
  }

  /**
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(Filter filter, Page.Request request) {
    var where = new QueryConditions().and(filter.sql).and("m.position < ?", request.before());
    var sql = ROWS + "where " + where.sql() + " order by m.position desc limit ?";
    var found = views.read(query -> query.list(sql, Mutes::row, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  /** Those whose time is over and that aren't lifted on record; from the facts, not a view. */
  public List<MuteId> dueBefore(Instant at) {
    var sql = "select mute from mute_fact where until <= ? order by until, mute";
    return views.read(query -> query.list(sql, row -> new MuteId(row.text("mute")), at));
  }

  /** Open incidents that hold an alert which this mute, lifted or not, is about. */
  public List<String> incidents(MuteId mute) {
    var sql =
        """
        select distinct i.incident_id from view_incident i
        join view_incident_alert a using (incident_id)
        join view_alert v using (alert_id)
        join view_mute q on (v.integration <> 'countersign'
            or (q.entity like 'integration/%' and q.alert = 'HeartbeatLost'))
          and (q.entity is null or q.entity = v.entity)
          and (q.alert is null or q.alert = v.name)
          and (q.fingerprint is null or q.fingerprint = v.fingerprint)
        where i.state = 'OPEN' and q.mute_id = ? order by 1\
        """;
    return views.read(query -> query.list(sql, row -> row.text("incident_id"), mute));
  }

  private static Row row(SqlRow row) {
    return new Row(
        row.text("mute_id"),
        row.longValue("position"),
        row.textOrNull("entity"),
        row.textOrNull("alert"),
        row.textOrNull("fingerprint"),
        row.instant("until"),
        row.instant("muted_at"),
        row.text("muted_by"),
        new BlobRef(new Digest(row.text("digest")), row.longValue("size"), row.text("media_type")),
        row.instantOrNull("lifted_at"),
        row.textOrNull("lifted_by"),
        row.constantOrNull("lifting", Lifting.class),
        row.intValue("held"),
        row.intValue("firing"));
  }
}
