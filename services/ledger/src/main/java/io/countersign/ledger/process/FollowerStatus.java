package io.countersign.ledger.process;

import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a follower in the record: the views together, the correlator, or an automation.
 *
 * @param position of the last event that it has taken
 * @param behind how many events it hasn't
 * @param claimed whether a server runs it now
 */
public record FollowerStatus(String name, long position, long behind, boolean claimed) {
  /**
   * The last rebuild of the views.
   *
   * @param by who ordered it
   * @param position of the last event that it has applied
   * @param target the record's head when it began
   * @param running whether it's under way; one that neither runs nor ended was interrupted
   */
  public record Rebuild(
      String by,
      Instant startedAt,
      long position,
      long target,
      boolean running,
      @Nullable Instant endedAt,
      @Nullable String failure) {}

  /**
   * One that hasn't taken for long what stands in the record.
   *
   * @param since when the first of what it hasn't taken was recorded (UTC)
   */
  public record Late(FollowerStatus status, Instant since) {}

  /** Those that haven't taken what was recorded before a time, in the order of their names. */
  public static List<Late> late(SqlConnection sql, Instant before) {
    return all(sql).stream()
        .filter(it -> it.behind() > 0)
        .flatMap(it -> it.next(sql).map(since -> new Late(it, since)).stream())
        .filter(it -> it.since().isBefore(before))
        .toList();
  }

  private Optional<Instant> next(SqlConnection sql) {
    return sql.first(
        "select recorded_at from event where global_index > ? order by global_index limit 1",
        row -> Instant.parse(row.text("recorded_at")),
        position);
  }

  public static List<FollowerStatus> all(SqlConnection sql) {
    return sql.list(
        """
        select t.processor_name, t.token, t.owner is not null as claimed, h.head
        from token_entry t,
          (select coalesce(max(global_index), 0) as head from event) h
        where t.token is not null order by t.processor_name\
        """,
        row -> {
          long position = DomainJson.tree(row.text("token")).path("globalIndex").asLong(0);
          long behind = Math.max(0, row.longValue("head") - position);
          return new FollowerStatus(
              row.text("processor_name"), position, behind, row.flag("claimed"));
        });
  }

  /** Empty before the first one. */
  public static Optional<Rebuild> rebuild(SqlConnection sql) {
    return sql.first(
        """
        select r.*, exists (select 1 from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and l.locktype = 'advisory' and l.classid = 7
            and l.objid = 1 and l.granted) as running
        from view_rebuild r\
        """,
        row ->
            new Rebuild(
                row.text("ordered_by"),
                row.instant("started_at"),
                row.longValue("position"),
                row.longValue("target"),
                row.instantOrNull("ended_at") == null && row.flag("running"),
                row.instantOrNull("ended_at"),
                row.textOrNull("failure")));
  }
}
