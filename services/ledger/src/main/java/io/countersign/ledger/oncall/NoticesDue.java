package io.countersign.ledger.oncall;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The notices that are told again, or to others, unless somebody acts before. It survives a
 * restart, and each line is claimed before it's told, so that of two servers one tells it. A claim
 * that nobody made good is void after its time: told twice is better than never.
 */
public final class NoticesDue {
  /**
   * One line.
   *
   * @param step within its route; {@link #UNTOLD} for others than the receiver
   * @param receiver as the route names it
   * @param escalation whether others hear than at first
   * @param kind of the first notice
   * @param firstAt when that came to be
   */
  public record Line(
      long position,
      String part,
      String route,
      int step,
      String receiver,
      boolean escalation,
      String kind,
      String incident,
      String remediation,
      String planDigest,
      String risk,
      String url,
      Instant firstAt,
      Instant dueAt) {
    /** No step: the receiver refused the news for good, and all others are to hear of it. */
    public static final int UNTOLD = -1;

    public boolean isUntold() {
      return step == UNTOLD;
    }
  }

  /** One that nobody else tells until then. */
  public record Claim(Line line, Instant until) {}

  private static final String ADD =
      """
      insert into notice_due (position, part, route, step, receiver, escalation, kind, incident,
        remediation, plan_digest, risk, url, first_at, due_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing\
      """;
  private static final String SUPERSEDE =
      """
      update notice_due set ended_at = ?, ended = 'superseded'
      where incident = ? and remediation = ? and kind = ? and route = ? and position < ?
        and ended_at is null\
      """;
  private static final String CLAIM =
      """
      update notice_due set claimed_until = now() + ? * interval '1 millisecond'
      where (position, part, route, step, receiver) in (
        select position, part, route, step, receiver from notice_due
        where ended_at is null and due_at <= ?
          and (claimed_until is null or claimed_until <= now())
        order by due_at, position, part, route, step, receiver
        limit 1 for update skip locked)
      returning *\
      """;
  private static final String ITS_CLAIM =
      " where position = ? and part = ? and route = ? and step = ? and receiver = ?"
          + " and claimed_until = ? and ended_at is null";

  private final Transactions own;

  public NoticesDue(DataSource source) {
    own = new Transactions(source);
  }

  /** Adds those that aren't there yet; they take the place of earlier ones about the same. */
  public void add(List<Line> lines) {
    own.call(
        sql -> {
          lines.forEach(
              it ->
                  sql.execute(
                      SUPERSEDE,
                      it.dueAt(),
                      it.incident(),
                      it.remediation(),
                      it.kind(),
                      it.route(),
                      it.position()));
          lines.forEach(it -> add(sql, it));
          return lines.size();
        });
  }

  /** Adds one, if it isn't there yet, beside all others. */
  public void add(Line line) {
    var _ =
        own.call(
            sql -> {
              add(sql, line);
              return line;
            });
  }

  private static void add(SqlConnection sql, Line line) {
    var _ =
        sql.execute(
            ADD,
            line.position(),
            line.part(),
            line.route(),
            line.step(),
            line.receiver(),
            line.escalation(),
            line.kind(),
            line.incident(),
            line.remediation(),
            line.planDigest(),
            line.risk(),
            line.url(),
            line.firstAt(),
            line.dueAt());
  }

  /**
   * The longest due that nobody tells at this moment.
   *
   * @param lease how long nobody else takes it
   */
  public Optional<Claim> claim(Instant now, Duration lease) {
    return own.call(
        sql ->
            sql.first(
                CLAIM,
                row -> new Claim(line(row), row.instant("claimed_until")),
                lease.toMillis(),
                now));
  }

  /** It's over, whatever came of it. */
  public void end(Claim claim, String how, Instant at) {
    change("update notice_due set ended_at = ?, ended = ?", claim, at, how);
  }

  /** It couldn't be told, and is due again after that. */
  public void postpone(Claim claim, Duration pause) {
    change(
        "update notice_due set claimed_until = now() + ? * interval '1 millisecond'",
        claim,
        pause.toMillis());
  }

  /** Those of an incident that are still to come. */
  public List<Line> open(String incident) {
    return own.call(
        sql ->
            sql.list(
                "select * from notice_due where incident = ? and ended_at is null order by due_at",
                NoticesDue::line,
                incident));
  }

  /** Takes away what ended before. */
  public void forget(Instant before) {
    var _ = own.call(sql -> sql.execute("delete from notice_due where ended_at < ?", before));
  }

  private void change(String update, Claim claim, Object... values) {
    var it = claim.line();
    var all = new ArrayList<Object>(List.of(values));
    all.addAll(
        List.of(it.position(), it.part(), it.route(), it.step(), it.receiver(), claim.until()));
    var _ = own.call(sql -> sql.execute(update + ITS_CLAIM, all.toArray()));
  }

  private static Line line(SqlRow row) {
    return new Line(
        row.longValue("position"),
        row.text("part"),
        row.text("route"),
        row.intValue("step"),
        row.text("receiver"),
        row.flag("escalation"),
        row.text("kind"),
        row.text("incident"),
        row.text("remediation"),
        row.text("plan_digest"),
        row.text("risk"),
        row.text("url"),
        row.instant("first_at"),
        row.instant("due_at"));
  }
}
