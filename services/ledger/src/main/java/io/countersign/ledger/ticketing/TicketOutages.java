package io.countersign.ledger.ticketing;

import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.ticketing.OutageReports.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The times at which ticket systems were away, and which tickets waited for that. */
public final class TicketOutages {
  /** Since when a system's changes can't be read, and the last failure's code. */
  public record Failing(Instant since, String code) {}

  /** Locks the poll's row: what it says can't end in between. */
  private static final String WAITS =
      """
      insert into ticket_backlog (system, began_at, link)
      select system, failing_since, ? from ticket_poll
      where system = ? and failing_since <= ? and code = any(?)
      for share
      on conflict (system, began_at, link) do update set turned_at = null\
      """;

  private static final String FAILED =
      """
      insert into ticket_backlog (system, began_at, link)
      select system, ?, link from ticket_link
      where system = ? and tries > 0 and state in ('pending', 'linked', 'halted') and code = any(?)
      on conflict (system, began_at, link) do nothing\
      """;
  private static final String WAITING =
      """
      select l.link from ticket_link l
      where l.link in (select link from ticket_backlog where system = ? and ended_at is null)
      order by l.wanted_at, l.link\
      """;
  private static final String ENDED =
      "update ticket_backlog set ended_at = ? where system = ? and ended_at is null";
  private static final String OUTAGE =
      """
      insert into ticket_outage (system, began_at, ended_at, code, tickets)
      values (?, ?, ?, ?, ?) on conflict (system, began_at) do nothing\
      """;

  /** While one isn't counted, those after it say what isn't its own. */
  private static final String COUNTED =
      """
      delete from ticket_backlog where system = ? and ended_at is not null
        and not exists (select 1 from ticket_outage where system = ? and drained_at is null)\
      """;

  private static final String LOCKED =
      """
      select failing_since, code from ticket_poll
      where system = ? and failing_since is not null for update\
      """;
  private static final String WELL =
      "update ticket_poll set failing_since = null, code = null where system = ?";
  private static final String UNTURNED =
      """
      select 1 from ticket_backlog
      where link = ? and system = ? and ended_at is not null and turned_at is null\
      """;
  private static final String TURNED =
      """
      update ticket_backlog set turned_at = ?
      where link = ? and system = ? and ended_at is not null and turned_at is null\
      """;

  private static final String DUE =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'TICKET' and id in (
        select link from ticket_backlog where system = ? and turned_at is null)\
      """;

  private final Transactions transactions;

  public TicketOutages(Transactions transactions) {
    this.transactions = transactions;
  }

  public Optional<Failing> failing(String system) {
    return transactions.call(sql -> failing(sql, system));
  }

  private static Optional<Failing> failing(SqlConnection sql, String system) {
    return sql.first(
        "select failing_since, code from ticket_poll where system = ? and failing_since is not"
            + " null",
        row -> new Failing(row.instant("failing_since"), row.text("code")),
        system);
  }

  /**
   * The ticket's turn has to wait for its system, where that is away: both at once, or the system
   * may be back in between, and whoever waits would wait for nothing.
   *
   * @param codes of failures that are the system's
   * @param since it counts as away where it has failed by one of them since then or longer
   * @return whether it waits
   */
  public boolean waits(TicketLinkId link, Set<String> codes, Instant since) {
    return transactions.call(
            sql ->
                sql.execute(
                    WAITS, link, link.system(), since, (Object) codes.toArray(String[]::new)))
        > 0;
  }

  /**
   * The system answers again, if it didn't before.
   *
   * @param codes of failures that were the system's: tickets that failed by one waited too
   * @return the tickets that waited, in the order in which they were wanted
   */
  public List<TicketLinkId> ended(String system, Set<String> codes, Instant now) {
    return transactions.call(
        sql -> {
          var failing =
              sql.first(
                  LOCKED,
                  row -> new Failing(row.instant("failing_since"), row.text("code")),
                  system);
          return failing.isPresent()
              ? ended(sql, system, failing.get(), codes, now)
              : List.<TicketLinkId>of();
        });
  }

  private static List<TicketLinkId> ended(
      SqlConnection sql, String system, Failing it, Set<String> codes, Instant now) {
    sql.execute(COUNTED, system, system);
    sql.execute(FAILED, it.since(), system, codes.toArray(String[]::new));
    var links = sql.list(WAITING, row -> new TicketLinkId(row.text("link")), system);
    if (!links.isEmpty()) {
      sql.execute(OUTAGE, system, it.since(), now, it.code(), links.size());
      sql.execute(ENDED, now, system);
      sql.execute(DUE, now, system);
    }
    sql.execute(WELL, system);
    return links;
  }

  /**
   * The ticket had its turn.
   *
   * @return the reports of outages of which it was the last one: each is returned once
   */
  public List<Report> turned(TicketLinkId link, Instant now) {
    var system = link.system();
    return transactions.call(
        sql -> {
          if (!sql.exists(UNTURNED, link, system)) {
            return List.<Report>of();
          }
          OutageReports.locked(sql, system);
          sql.execute(TURNED, now, link, system);
          return OutageReports.drained(sql, system, now);
        });
  }
}
