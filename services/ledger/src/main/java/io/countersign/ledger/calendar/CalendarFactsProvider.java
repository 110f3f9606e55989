package io.countersign.ledger.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The facts about calendars, as this moment of a batch has them. */
final class CalendarFactsProvider implements FactsProvider<CalendarFacts> {
  private final CalendarIndexes indexes = new CalendarIndexes();

  @Override
  public Class<CalendarFacts> kind() {
    return CalendarFacts.class;
  }

  @Override
  public CalendarFacts at(SqlConnection sql) {
    return new InTransaction(indexes, sql);
  }

  /** Read as they're asked for. */
  record InTransaction(CalendarIndexes indexes, SqlConnection sql) implements CalendarFacts {
    @Override
    public WindowState state(EntityId target, Instant at) {
      return times(index()).state(target, at);
    }

    @Override
    public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
      return times(index()).opensFor(target, needed, at);
    }

    @Override
    public CalendarIndex index() {
      return indexes.in(sql);
    }

    @Override
    public Optional<TargetTimes> lettingGo(Digest plan, Instant since) {
      var former = new FormerCalendars(sql);
      return former.releases(plan)
          ? Optional.of(times(index().as(former.since(since, plan))))
          : Optional.empty();
    }

    private TargetTimes times(CalendarIndex index) {
      return new OfIndex(index, new CalendarPlaces(sql));
    }
  }

  /** Where there are no calendars, nothing more is read. */
  private record OfIndex(CalendarIndex index, CalendarPlaces places) implements TargetTimes {
    @Override
    public WindowState state(EntityId target, Instant at) {
      return index.calendars().isEmpty()
          ? WindowState.always(at)
          : index.state(places.target(target, index.reachesDependents()), at);
    }

    @Override
    public Optional<Instant> opensFor(EntityId target, Duration needed, Instant at) {
      return index.calendars().isEmpty()
          ? Optional.of(at)
          : index.opensFor(places.target(target, index.reachesDependents()), needed, at);
    }
  }
}
