package io.countersign.ledger.calendar;

import static java.util.Map.entry;

import io.countersign.domain.calendar.Calendar;
import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.domain.calendar.CalendarFeedEvent;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code calendar}: windows, blackouts and freezes. */
public final class CalendarCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            CalendarEvent.class,
            Map.ofEntries(
                entry(CalendarEvent.Defined.class, "calendar.defined"),
                entry(CalendarEvent.EntriesRecorded.class, "calendar.entries-recorded"),
                entry(CalendarEvent.Lifted.class, "calendar.lifted"),
                entry(CalendarEvent.Extended.class, "calendar.extended"),
                entry(CalendarEvent.Recomputed.class, "calendar.recomputed"),
                entry(CalendarEvent.AttemptRefused.class, "calendar.attempt-refused"))),
        new Events<>(
            CalendarFeedEvent.class,
            Map.of(
                CalendarFeedEvent.FeedFailed.class,
                "calendar.feed-failed",
                CalendarFeedEvent.FeedRecovered.class,
                "calendar.feed-recovered")));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(Calendar.class);
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(CalendarId.class, CalendarId::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(CalendarKindOfAggregate.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(new CalendarFactWriter()), List.of(new CalendarFactsProvider()));
  }
}
