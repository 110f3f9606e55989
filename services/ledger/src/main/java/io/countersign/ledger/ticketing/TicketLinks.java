package io.countersign.ledger.ticketing;

import io.countersign.domain.ticketing.NotTaken;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of each linked ticket. */
public final class TicketLinks {
  /**
   * One linked ticket.
   *
   * @param ticket the system's own id; null until it was created
   * @param code of the last failure; null without one
   * @param state pending, linked, halted, paused, unreachable or gone
   * @param conflicts fields of which nobody said whose value counts
   * @param awaits what people there have to do before it goes on there; null for nothing
   * @param untaken values of ours that don't stand there, by their fields' names
   * @param mergedInto the address of the ticket that people there go on with; null for none
   */
  public record Row(
      TicketLinkId link,
      String kind,
      String rule,
      Instant wantedAt,
      @Nullable String ticket,
      @Nullable String url,
      int tries,
      @Nullable String code,
      @Nullable String reason,
      @Nullable Instant nextAt,
      String state,
      List<String> conflicts,
      @Nullable String awaits,
      List<Untaken> untaken,
      @Nullable String mergedInto,
      Instant changedAt) {
    public Row {
      conflicts = List.copyOf(conflicts);
      untaken = List.copyOf(untaken);
    }
  }

  /**
   * A value of ours that doesn't stand on a ticket.
   *
   * @param theirs what was, or would have been, written; empty where there is no word for it
   * @param stands what stands there instead, as far as it's known
   * @param reason what the system said; empty where it said nothing
   * @param tries how often it was written in a row
   */
  public record Untaken(
      String field,
      NotTaken why,
      String ours,
      String theirs,
      String stands,
      int tries,
      String reason) {
    private static final String PARTS = "\u001f";

    static Untaken of(String row) {
      var parts = row.split(PARTS, -1);
      return new Untaken(
          parts[0],
          NotTaken.valueOf(parts[1]),
          parts[2],
          parts[3],
          parts[4],
          Integer.parseInt(parts[5]),
          parts[6]);
    }
  }

  private static final String COLUMNS =
      """
      select link, kind, rule, wanted_at, ticket, url, tries, code, reason, next_at, state,
        conflicts, awaits, merged_into, changed_at,
        array(select concat_ws(chr(31), u.field, u.why, u.ours, u.theirs, u.stands, u.tries,
            u.reason)
          from ticket_untaken u where u.link = ticket_link.link order by u.field) as untaken
      from ticket_link\
      """;
  private static final String UNTAKEN =
      "exists (select from ticket_untaken u where u.link = ticket_link.link)";
  private static final String TRIES =
      """
      select %s from event
      where aggregate_id = ?
        and payload_type in ('ticketing.write-intended', 'ticketing.attempt-failed')
      order by sequence_number desc limit 1000\
      """
          .formatted(EventReader.COLUMNS);
  private static final String TOUCH =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'TICKET' and id = ?\
      """;

  private final Transactions transactions;
  private final EventReader events = new EventReader();

  public TicketLinks(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All of them, those that need somebody first, then the last that were changed; at most 500. */
  public List<Row> all() {
    return transactions.call(
        sql ->
            sql.list(
                COLUMNS
                    + " order by state = 'linked' and not "
                    + UNTAKEN
                    + ", changed_at desc, link limit 500",
                TicketLinks::row));
  }

  /** Those of a system that wait for a person, or where a value isn't taken; at most 500. */
  public List<Row> stuck(String system) {
    return transactions.call(
        sql ->
            sql.list(
                COLUMNS
                    + " where system = ? and (state = 'halted' or "
                    + UNTAKEN
                    + ") order by state = 'halted' desc, changed_at desc, link limit 500",
                TicketLinks::row,
                system));
  }

  public List<Row> of(String holder) {
    return transactions.call(
        sql -> sql.list(COLUMNS + " where holder = ? order by link", TicketLinks::row, holder));
  }

  /** Those of an incident and of its remediations. */
  public List<Row> ofFamily(String incident) {
    return transactions.call(
        sql ->
            sql.list(
                COLUMNS
                    + " where holder = ? or holder in"
                    + " (select remediation from remediation_incident where incident = ?)"
                    + " order by link",
                TicketLinks::row,
                incident,
                incident));
  }

  /** Those of any of these incidents and remediations. */
  public List<Row> of(Collection<String> holders) {
    var named = holders.toArray(String[]::new);
    return transactions.call(
        sql ->
            sql.list(
                COLUMNS + " where holder = any(?) order by link",
                TicketLinks::row,
                (Object) named));
  }

  /** The link of a ticket, by the system's own id of it. */
  public Optional<TicketLinkId> find(String system, String ticket) {
    return transactions.call(
        sql ->
            sql.first(
                "select link from ticket_link where system = ? and ticket = ? order by wanted_at",
                row -> new TicketLinkId(row.text("link")),
                system,
                ticket));
  }

  /**
   * When the creation of a ticket that isn't there yet was last intended, by whichever server, and
   * what became of it isn't certain: one that ended in between never said.
   *
   * @param certain codes of failures after which nothing was created
   */
  public Optional<Instant> triedAt(TicketLinkId link, Set<String> certain) {
    var newestFirst = transactions.call(sql -> events.read(sql, TRIES, link.aggregate()));
    boolean failed = false;
    for (var it : newestFirst) {
      if (it.event() instanceof TicketEvent.AttemptFailed failure) {
        failed = certain.contains(failure.code());
      } else if (failed) {
        failed = false;
      } else {
        return Optional.of(it.at());
      }
    }
    return Optional.empty();
  }

  /** The incident that a remediation belongs to. */
  public Optional<String> incidentOf(String remediation) {
    return transactions.call(
        sql ->
            sql.first(
                "select incident from remediation_incident where remediation = ?",
                row -> row.text("incident"),
                remediation));
  }

  /** The ticket may have been changed there: its loop is due. */
  public void touch(TicketLinkId link, Instant at) {
    var _ = transactions.call(sql -> sql.execute(TOUCH, at, link));
  }

  private static Row row(SqlRow row) {
    return new Row(
        new TicketLinkId(row.text("link")),
        row.text("kind"),
        row.text("rule"),
        row.instant("wanted_at"),
        row.textOrNull("ticket"),
        row.textOrNull("url"),
        row.intValue("tries"),
        row.textOrNull("code"),
        row.textOrNull("reason"),
        row.instantOrNull("next_at"),
        row.text("state"),
        row.texts("conflicts"),
        row.textOrNull("awaits"),
        row.texts("untaken").stream().map(Untaken::of).toList(),
        row.textOrNull("merged_into"),
        row.instant("changed_at"));
  }
}
