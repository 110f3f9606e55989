package io.countersign.ledger.ticketing;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.Set;

/**
 * The writer of {@code ticket_link}, and of what makes the loop of a linked ticket due: whatever is
 * recorded of what it belongs to, and what people say of the ticket itself.
 */
final class TicketLinkWriter implements FactWriter {
  private static final String WANTED =
      """
      insert into ticket_link (link, system, holder, kind, rule, wanted_at, state, changed_at)
      values (?, ?, ?, ?, ?, ?, 'pending', ?) on conflict (link) do nothing\
      """;
  private static final String DUE =
      """
      insert into loop_due (kind, id, due_at) values ('TICKET', ?, ?)
      on conflict (kind, id) do update
        set due_at = least(loop_due.due_at, excluded.due_at), touched = loop_due.touched + 1\
      """;
  private static final String HOLDERS =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'TICKET' and id in (select link from ticket_link where holder = ?)\
      """;

  /** What becomes of an incident concerns the changes of its plans, too. */
  private static final String INCIDENTS =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'TICKET' and id in (
        select link from ticket_link where holder = ?
        union all
        select t.link from remediation_incident r join ticket_link t on t.holder = r.remediation
        where r.incident = ?)\
      """;

  private static final String AT =
      """
      update ticket_link set ticket = ?, url = ?, changed_at = ?,
        state = case when state in ('paused', 'halted') then state else 'linked' end
      where link = ?\
      """;
  private static final String UNFAILED =
      "update ticket_link set tries = 0, code = null, reason = null, next_at = null where link = ?";
  private static final String WELL =
      """
      update ticket_link set tries = 0, code = null, reason = null, next_at = null,
        state = case when ticket is null then 'pending' else 'linked' end, changed_at = ?
      where link = ?\
      """;
  private static final String FAILED =
      """
      update ticket_link set tries = ?, code = ?, reason = ?, next_at = ?,
        state = case when ?::timestamptz is null then 'halted' else state end, changed_at = ?
      where link = ?\
      """;
  private static final String STATE =
      "update ticket_link set state = ?, next_at = null, changed_at = ? where link = ?";
  private static final String CONFLICT =
      """
      update ticket_link set conflicts = array_append(array_remove(conflicts, ?), ?),
        changed_at = ? where link = ?\
      """;
  private static final String SETTLED =
      "update ticket_link set conflicts = array_remove(conflicts, ?), changed_at = ? where link ="
          + " ?";
  private static final String HELD =
      "update ticket_link set held_field = ?, awaits = ?, changed_at = ? where link = ?";
  private static final String FREED =
      """
      update ticket_link set held_field = null, awaits = null
      where link = ? and held_field = any(?)\
      """;
  private static final String MERGED =
      "update ticket_link set merged_into = ?, changed_at = ? where link = ?";
  private static final String NOT_TAKEN =
      """
      insert into ticket_untaken
        (link, field, why, reason, ours, theirs, stands, tries, next_at, since)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (link, field) do update set why = excluded.why, reason = excluded.reason,
        ours = excluded.ours, theirs = excluded.theirs, stands = excluded.stands,
        tries = excluded.tries, next_at = excluded.next_at\
      """;
  private static final String TAKEN = "delete from ticket_untaken where link = ? and field = ?";
  private static final String ALL_TAKEN = "delete from ticket_untaken where link = ?";
  private static final String CHANGED = "update ticket_link set changed_at = ? where link = ?";

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IncidentEvent it -> sql.execute(INCIDENTS, context.at(), it.incident(), it.incident());
      case RemediationEvent it -> sql.execute(HOLDERS, context.at(), it.remediation());
      case TicketEvent it -> ticket(it, context.at(), sql);
      default -> {
        // nobody else has tickets
      }
    }
  }

  private static void ticket(TicketEvent event, Instant at, SqlConnection sql) {
    var link = event.link();
    switch (event) {
      case TicketEvent.Wanted e -> {
        sql.execute(WANTED, link, link.system(), link.holder(), e.kind(), e.rule(), at, at);
        sql.execute(DUE, link, at);
      }
      case TicketEvent.Linked e -> {
        sql.execute(AT, e.reference().id(), e.reference().url(), at, link);
        sql.execute(UNFAILED, link);
      }
      case TicketEvent.Merged e -> sql.execute(MERGED, e.into().url(), at, link);
      case TicketEvent.Moved e -> sql.execute(AT, e.to().id(), e.to().url(), at, link);
      case TicketEvent.AttemptFailed e ->
          sql.execute(FAILED, e.tries(), e.code(), e.reason(), e.nextAt(), e.nextAt(), at, link);
      case TicketEvent.Unreachable _ -> sql.execute(STATE, "unreachable", at, link);
      case TicketEvent.Gone _ -> {
        sql.execute(STATE, "gone", at, link);
        sql.execute("delete from loop_due where kind = 'TICKET' and id = ?", link);
      }
      case TicketEvent.Reached _, TicketEvent.Recovered _ -> sql.execute(WELL, at, link);
      case TicketEvent.Paused _ -> sql.execute(STATE, "paused", at, link);
      case TicketEvent.Retried _ -> {
        sql.execute(WELL, at, link);
        sql.execute(ALL_TAKEN, link);
        sql.execute(DUE, link, at);
      }
      case TicketEvent.FieldNotTaken e -> notTaken(e, at, sql);
      case TicketEvent.Skipped _, TicketEvent.Resynced _ -> again(link, at, sql);
      case TicketEvent.ConflictFound e -> {
        sql.execute(CONFLICT, e.field(), e.field(), at, link);
        free(link, Set.of(e.field()), sql);
      }
      case TicketEvent.RemoteChanged e -> {
        sql.execute(CHANGED, at, link);
        free(link, Set.of(e.field()), sql);
      }
      case TicketEvent.ClosedExternally _ -> {
        sql.execute(CHANGED, at, link);
        free(link, Set.of(FieldRule.STATE), sql);
      }
      case TicketEvent.ConflictSettled e -> {
        sql.execute(SETTLED, e.field(), at, link);
        sql.execute(DUE, link, at);
      }
      case TicketEvent.Written e -> {
        sql.execute(SETTLED, e.field(), at, link);
        sql.execute(TAKEN, link, e.field());
        free(link, Set.of(e.field()), sql);
      }
      case TicketEvent.WriteHeld e -> sql.execute(HELD, e.field(), e.awaits(), at, link);
      case TicketEvent.WriteIntended e -> {
        sql.execute(CHANGED, at, link);
        free(link, e.values().keySet(), sql);
      }
      case TicketEvent.EchoObserved _,
          TicketEvent.ChangeTaken _,
          TicketEvent.CommentReceived _,
          TicketEvent.CommentTaken _,
          TicketEvent.CommentPosted _,
          TicketEvent.ChangeRead _,
          TicketEvent.ApprovalSeen _ ->
          sql.execute(CHANGED, at, link);
      case TicketEvent.AttemptRefused _ -> {
        // nothing became of it
      }
    }
  }

  /** What is written anew, or was seen there, isn't held there any more. */
  private static void free(TicketLinkId link, Set<String> fields, SqlConnection sql) {
    sql.execute(FREED, link, fields.toArray(String[]::new));
  }

  private static void notTaken(TicketEvent.FieldNotTaken e, Instant at, SqlConnection sql) {
    sql.execute(
        NOT_TAKEN,
        e.link(),
        e.field(),
        e.why(),
        e.reason(),
        e.ours(),
        e.theirs(),
        e.stands(),
        e.tries(),
        e.nextAt(),
        at);
    sql.execute(CHANGED, at, e.link());
  }

  private static void again(TicketLinkId link, Instant at, SqlConnection sql) {
    sql.execute(WELL, at, link);
    sql.execute(
        "update ticket_link set conflicts = '{}', held_field = null, awaits = null where link = ?",
        link);
    sql.execute(ALL_TAKEN, link);
    sql.execute(DUE, link, at);
  }
}
