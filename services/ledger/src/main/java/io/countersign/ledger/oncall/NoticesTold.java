package io.countersign.ledger.oncall;

import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.view.ViewQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The notices that were told, to whom and why, or why not. Each line is committed by itself: it's
 * about what has happened outside.
 */
public final class NoticesTold {
  /** The end of the way of a notice to a receiver. */
  public enum Outcome {
    TOLD,
    /** The receiver said no, for good. */
    REFUSED,
    /** No route that it takes names this receiver. */
    NOT_ROUTED,
    /** It's about what somebody muted. */
    MUTED
  }

  /**
   * One line.
   *
   * @param position of the event that gave rise to it
   * @param part which of its notices
   * @param receiver the notification's name
   * @param target {@code oncall:NAME}; empty for the receiver itself
   * @param incident empty where it's about none
   * @param route empty where none was taken
   * @param person a principal's id
   * @param why in one sentence, without anybody's name or address
   */
  public record Line(
      long position,
      String part,
      String receiver,
      String target,
      String kind,
      String incident,
      String remediation,
      Outcome outcome,
      String route,
      @Nullable String person,
      String why,
      Instant at) {}

  private static final String WRITE =
      """
      insert into notice_told (position, part, receiver, target, kind, incident, remediation, outcome,
        route, person, why, at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (position, part, receiver, target) do update
      set outcome = excluded.outcome, route = excluded.route, person = excluded.person,
        why = excluded.why, at = excluded.at\
      """;

  /** Of those that another receiver is yet to be told of instead it isn't known. */
  private static final String UNHEARD =
      """
      select count(*) as many from (
        select t.position from notice_told t where t.at >= ?
          and not exists (select from notice_due d
            where d.position = t.position and d.step = ? and d.ended_at is null)
        group by t.position
        having bool_or(t.outcome = ?) and not bool_or(t.outcome = ?)) unheard\
      """;

  private final Transactions own;

  public NoticesTold(DataSource source) {
    own = new Transactions(source);
  }

  /** Writes it; of the same notice and target the last one stays. */
  public void write(Line line) {
    var _ =
        own.call(
            sql ->
                sql.execute(
                    WRITE,
                    line.position(),
                    line.part(),
                    line.receiver(),
                    line.target(),
                    line.kind(),
                    line.incident(),
                    line.remediation(),
                    line.outcome().name(),
                    line.route(),
                    line.person(),
                    line.why(),
                    line.at()));
  }

  /** It was told, or refused for good: it isn't to be sent again. */
  public boolean isSettled(long position, String part, String receiver, String target) {
    return own.call(
            sql ->
                sql.first(
                    "select outcome from notice_told where position = ? and part = ?"
                        + " and receiver = ? and target = ? and outcome in (?, ?)",
                    row -> row.text("outcome"),
                    position,
                    part,
                    receiver,
                    target,
                    Outcome.TOLD.name(),
                    Outcome.REFUSED.name()))
        .isPresent();
  }

  /**
   * Newest first.
   *
   * @param incident empty for all
   */
  public List<Line> list(String incident, int most) {
    return own.call(
        sql ->
            sql.list(
                "select * from notice_told where ? = '' or incident = ?"
                    + " order by at desc, position desc, part, receiver, target limit ?",
                NoticesTold::line,
                incident,
                incident,
                most));
  }

  /**
   * Those about some incidents within a range of time, oldest first, in the reader's transaction.
   */
  public static List<Line> within(
      List<String> incidents, Instant from, Instant to, int most, ViewQuery query) {
    return query.list(
        "select * from notice_told where incident = any(?) and at >= ? and at <= ?"
            + " order by at, position, part, receiver, target limit ?",
        NoticesTold::line,
        incidents.toArray(String[]::new),
        from,
        to,
        most);
  }

  /** The last that somebody was told about an incident, before a time. */
  public static Optional<Line> last(String incident, Instant before, ViewQuery query) {
    return query.first(
        "select * from notice_told where incident = ? and at < ? and outcome = ?"
            + " order by at desc limit 1",
        NoticesTold::line,
        incident,
        before,
        Outcome.TOLD.name());
  }

  /** How many events' notices nobody was told of since then, as whoever was asked refused. */
  public int unheard(Instant since) {
    return own.call(
        sql ->
            sql.first(
                    UNHEARD,
                    row -> row.intValue("many"),
                    since,
                    NoticesDue.Line.UNTOLD,
                    Outcome.REFUSED.name(),
                    Outcome.TOLD.name())
                .orElse(0));
  }

  /** Takes away what is older. */
  public void forget(Instant before) {
    var _ = own.call(sql -> sql.execute("delete from notice_told where at < ?", before));
  }

  private static Line line(SqlRow row) {
    return new Line(
        row.longValue("position"),
        row.text("part"),
        row.text("receiver"),
        row.text("target"),
        row.text("kind"),
        row.text("incident"),
        row.text("remediation"),
        row.constant("outcome", Outcome.class),
        row.text("route"),
        row.textOrNull("person"),
        row.text("why"),
        row.instant("at"));
  }
}
