package io.countersign.ledger.audit;

import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The moments of the record: what was the last that was known when. */
public final class RecordMoments {
  /**
   * One event as the last that is known.
   *
   * @param at when its command was asked for
   */
  public record Moment(long position, Instant at) {}

  private static final String AT =
      "select global_index, event_at(recorded_at) as at from event where global_index = ?";

  /** A command that is asked for later may be recorded a little earlier. */
  private static final String EARLIER =
      """
      select coalesce(min(global_index), ?) as position from event
      where global_index between ? and ? and event_at(recorded_at) > ?\
      """;

  private static final long NEARBY = 1_000;

  private final ViewReader views;

  public RecordMoments(DataSource source) {
    views = new ViewReader(source);
  }

  public Optional<Moment> of(long position) {
    return views.read(query -> of(position, query));
  }

  /**
   * The last event before the first that is of a later time: nothing that was recorded behind that
   * one can have been known. Empty where all are later.
   */
  public Optional<Moment> upTo(Instant at) {
    return views.read(
        query -> {
          long later = firstLater(at, query);
          var first = Math.max(1, later - NEARBY);
          long exact =
              query
                  .first(EARLIER, row -> row.longValue("position"), later, first, later, at)
                  .orElse(later);
          return of(exact - 1, query);
        });
  }

  /** By halves: positions are dense, and times hardly ever run against them. */
  private static long firstLater(Instant at, ViewQuery query) {
    long known = 0;
    long later = head(query) + 1;
    while (later - known > 1) {
      long middle = known + (later - known) / 2;
      if (of(middle, query).orElseThrow().at().isAfter(at)) {
        later = middle;
      } else {
        known = middle;
      }
    }
    return later;
  }

  private static long head(ViewQuery query) {
    return query
        .first(
            "select coalesce(max(global_index), 0) as head from event", it -> it.longValue("head"))
        .orElse(0L);
  }

  private static Optional<Moment> of(long position, ViewQuery query) {
    return query.first(
        AT, row -> new Moment(row.longValue("global_index"), row.instant("at")), position);
  }
}
