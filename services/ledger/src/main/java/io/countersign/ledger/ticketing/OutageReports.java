package io.countersign.ledger.ticketing;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reports of outages of ticket systems: what was done once all tickets that waited had their
 * turn.
 */
public final class OutageReports {
  /**
   * One of them.
   *
   * @param endedAt null while it goes on
   * @param tickets how many waited
   * @param drainedAt when the last of them had its turn; null before, and the counts are zero then
   * @param taken changes and comments of theirs
   * @param written fields of which both sides agreed anew
   * @param said comments of ours
   * @param conflicts that were found
   * @param stuck tickets that need somebody
   */
  public record Report(
      String system,
      Instant beganAt,
      @Nullable Instant endedAt,
      String code,
      int tickets,
      @Nullable Instant drainedAt,
      int taken,
      int written,
      int said,
      int conflicts,
      int stuck) {}

  private static final String REPORTS =
      """
      select system, began_at, ended_at, code, tickets, drained_at, taken, written, said,
        conflicts, stuck
      from ticket_outage
      union all
      select p.system, p.failing_since, null, p.code,
        (select count(*)::integer from ticket_backlog b
          where b.system = p.system and b.began_at = p.failing_since and b.ended_at is null),
        null, 0, 0, 0, 0, 0
      from ticket_poll p where p.failing_since is not null
      order by began_at desc, system limit 100\
      """;
  private static final String DRAINABLE =
      """
      select 1 from ticket_outage o where o.system = ? and o.drained_at is null
        and not exists (
          select 1 from ticket_backlog b join ticket_link l on l.link = b.link
          where b.system = o.system and b.began_at = o.began_at and b.turned_at is null
            and l.state <> 'gone')\
      """;

  /**
   * Of several servers that come to it at once, one writes it. What was done after a later outage
   * of the same ticket is that one's.
   */
  private static final String DRAINED =
      """
      update ticket_outage o set drained_at = ?, taken = c.taken, written = c.written,
        said = c.said, conflicts = c.conflicts, stuck = c.stuck
      from (
        select b.began_at,
          count(e.*) filter (where e.payload_type in ('ticketing.remote-changed',
            'ticketing.comment-received', 'ticketing.closed-externally')) as taken,
          count(e.*) filter (where e.payload_type = 'ticketing.written') as written,
          count(e.*) filter (where e.payload_type = 'ticketing.comment-posted') as said,
          count(e.*) filter (where e.payload_type = 'ticketing.conflict-found') as conflicts,
          count(distinct l.link) filter (where l.state <> 'linked' or l.tries > 0
            or cardinality(l.conflicts) > 0) as stuck
        from ticket_backlog b join ticket_link l on l.link = b.link
          left join event e on e.aggregate_id = 'tkt_' || b.link
            and e.recorded_at::timestamptz >= b.ended_at
            and not exists (
              select 1 from ticket_backlog n
              where n.link = b.link and n.system = b.system and n.ended_at > b.ended_at
                and n.ended_at <= e.recorded_at::timestamptz)
        where b.system = ? and b.began_at in (
          select began_at from ticket_outage where system = b.system and drained_at is null)
        group by b.began_at
        having count(*) filter (where b.turned_at is null and l.state <> 'gone') = 0) c
      where o.system = ? and o.began_at = c.began_at and o.drained_at is null
      returning o.*\
      """;

  private static final String UNTOLD =
      """
      select * from ticket_outage
      where system = ? and drained_at is not null and told_at is null order by began_at\
      """;
  private static final String TOLD =
      "update ticket_outage set told_at = ? where system = ? and began_at = ?";

  private final Transactions transactions;

  public OutageReports(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Somebody who waited will never have a turn, since a person gave the ticket up.
   *
   * @return the reports of outages that are over by that: each is returned once
   */
  public List<Report> drained(String system, Instant now) {
    return transactions.call(
        sql -> {
          if (!sql.exists(DRAINABLE, system)) {
            return List.<Report>of();
          }
          locked(sql, system);
          return drained(sql, system, now);
        });
  }

  static List<Report> drained(SqlConnection sql, String system, Instant now) {
    return sql.exists(DRAINABLE, system)
        ? sql.list(DRAINED, OutageReports::report, now, system, system)
        : List.of();
  }

  /** One after another, or each of two would leave it to the other; in the order of all others. */
  static void locked(SqlConnection sql, String system) {
    var _ = sql.exists("select 1 from ticket_poll where system = ? for update", system);
  }

  /** Those that are over and of which there's nothing on record yet. */
  public List<Report> untold(String system) {
    return transactions.call(sql -> sql.list(UNTOLD, OutageReports::report, system));
  }

  /** It's on record. */
  public void told(Report it, Instant at) {
    var _ = transactions.call(sql -> sql.execute(TOLD, at, it.system(), it.beganAt()));
  }

  /** The last hundred of them, the newest first, with those that go on. */
  public List<Report> all() {
    return transactions.call(sql -> sql.list(REPORTS, OutageReports::report));
  }

  private static Report report(SqlRow row) {
    return new Report(
        row.text("system"),
        row.instant("began_at"),
        row.instantOrNull("ended_at"),
        row.text("code"),
        row.intValue("tickets"),
        row.instantOrNull("drained_at"),
        row.intValue("taken"),
        row.intValue("written"),
        row.intValue("said"),
        row.intValue("conflicts"),
        row.intValue("stuck"));
  }
}
