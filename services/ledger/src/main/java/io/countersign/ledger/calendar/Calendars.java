package io.countersign.ledger.calendar;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.calendar.CalendarFactsProvider.InTransaction;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calendars in force, for those who look; decisions read the same in their transactions. */
public final class Calendars implements TargetTimes {
  /**
   * One of them.
   *
   * @param by who changed it last
   * @param tzdata the version of the time zone database that it's computed by
   * @param horizon until when it's computed (UTC)
   */
  public record Row(
      CalendarId calendar,
      CalendarDefinition definition,
      String reason,
      PrincipalId by,
      Instant at,
      String tzdata,
      Instant horizon) {}

  private final Transactions transactions;
  private final CalendarIndexes indexes = new CalendarIndexes();

  public Calendars(Transactions transactions) {
    this.transactions = transactions;
  }

  /** By name. */
  public List<Row> all() {
    return transactions.call(
        sql -> {
          var entries = CalendarEntries.all(sql);
          return sql.list(
              "select * from calendar_fact order by calendar", row -> row(row, entries::get));
        });
  }

  public Optional<Row> find(CalendarId calendar) {
    return transactions.call(
        sql ->
            sql.first(
                "select * from calendar_fact where calendar = ?",
                row -> row(row, it -> CalendarEntries.of(it, sql)),
                calendar));
  }

  @Override
  public WindowState state(EntityId target, Instant at) {
    return transactions.call(sql -> new InTransaction(indexes, sql).state(target, at));
  }

  @Override
  public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
    return transactions.call(sql -> new InTransaction(indexes, sql).opensFor(target, needed, at));
  }

  public CalendarIndex index() {
    return transactions.call(indexes::in);
  }

  private static Row row(SqlRow row, Function<CalendarId, @Nullable List<CalendarEntry>> entries) {
    var id = new CalendarId(row.text("calendar"));
    return new Row(
        id,
        new CalendarDefinition(
            row.constant("kind", CalendarKind.class),
            CalendarScope.parse(row.text("scope")),
            row.flag("dependents"),
            Objects.requireNonNullElse(entries.apply(id), List.of())),
        row.text("reason"),
        new PrincipalId(row.text("changed_by")),
        row.instant("changed_at"),
        row.text("tzdata"),
        row.instant("horizon"));
  }
}
