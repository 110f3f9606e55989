package io.countersign.ledger.calendar;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.Past;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendars as they were at a position: what wrote the facts of today writes them anew, from
 * the events up to there, into tables that nothing stays of.
 */
public final class CalendarHistory {
  private static final List<String> TABLES =
      List.of(
          "calendar_fact",
          "calendar_entry",
          "window_occurrence",
          "calendar_revision",
          "calendar_former",
          "calendar_release");

  private static final List<String> CATALOG = List.of("catalog_entity", "catalog_relation");

  /** From each calendar's last definition on. */
  private static final String EVENTS =
      "select "
          + EventReader.COLUMNS
          + """
           from event e where payload_type = any(?) and global_index >= (
            select max(d.global_index) from event d
            where d.aggregate_id = e.aggregate_id and d.payload_type = 'calendar.defined')
          order by global_index\
          """;

  private static final String[] TYPES = {
    "calendar.defined",
    "calendar.entries-recorded",
    "calendar.lifted",
    "calendar.extended",
    "calendar.recomputed"
  };

  private CalendarHistory() {}

  /**
   * @param past at the position that is asked about
   * @param catalogue as of the same position
   */
  public static TargetTimes of(Past past, Catalog.Contents catalogue) {
    var sql = past.sql();
    past.empty(TABLES);
    sql.execute("insert into calendar_revision (revision) values (gen_random_uuid())");
    var events = past.query().events(EVENTS, (Object) TYPES);
    var writer = new CalendarFactWriter();
    events.forEach(it -> writer.write(it.event(), context(it), sql));
    if (!events.isEmpty()) {
      past.empty(CATALOG);
      fill(catalogue, sql);
    }
    return new CalendarFactsProvider().at(sql);
  }

  private static CommandContext context(RecordedEvent recorded) {
    return new CommandContext(
        recorded.eventId(),
        Actor.SYSTEM,
        recorded.at(),
        Surface.SYSTEM,
        null,
        null,
        null,
        Facts.NONE);
  }

  private static void fill(Catalog.Contents catalogue, SqlConnection sql) {
    sql.executeBatch(
        "insert into catalog_entity (entity, declared) values (?, ?)",
        catalogue.entities().stream()
            .map(it -> new @Nullable Object[] {it.id().toString(), DomainJson.write(it)})
            .toList());
    sql.executeBatch(
        "insert into catalog_relation (kind, from_entity, to_entity) values (?, ?, ?)",
        catalogue.relations().stream()
            .map(
                it ->
                    new @Nullable Object[] {
                      it.kind().name(), it.from().toString(), it.to().toString()
                    })
            .toList());
  }
}
