package io.countersign.server.calendar;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.CalendarAnswer;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarFeedEvent;
import io.countersign.domain.calendar.CalendarFeedEvent.FeedFailed;
import io.countersign.domain.calendar.CalendarFeedEvent.FeedRecovered;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.Submission;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The calendars that other programs keep: what they become is set here, by the same rules. Where
 * one can't be read, can't be used or opens more than before, what was read last stays in force.
 */
@Component
final class CalendarSubscriptions {
  private static final String REASON = "as its subscription has it";
  private static final String WIDER =
      "it would open more than before, which takes two persons: countersign calendar import, or"
          + " calendars.NAME.widens in the configuration";

  private final Connections connections;
  private final Calendars calendars;
  private final CommandSender commands;
  private final SourceShortcomings shortcomings;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * What this process knows of one.
   *
   * @param tag of what was taken last
   * @param refused what it said and wasn't taken
   * @param failingSince null while it works
   */
  private record Known(
      @Nullable String tag, @Nullable CalendarDefinition refused, @Nullable Instant failingSince) {
    static final Known NOTHING = new Known(null, null, null);
  }

  CalendarSubscriptions(
      Connections connections,
      Calendars calendars,
      CommandSender commands,
      SourceShortcomings shortcomings,
      InstantSource clock) {
    this.connections = connections;
    this.calendars = calendars;
    this.commands = commands;
    this.shortcomings = shortcomings;
    this.clock = clock;
  }

  List<CalendarSource> sources() {
    return connections.calendars();
  }

  /** Asks it once, and takes what it says. */
  void poll(CalendarSource source) {
    var before = known.getOrDefault(source.name(), Known.NOTHING);
    switch (source.current(before.tag())) {
      case Outcome.Ok<CalendarAnswer>(CalendarAnswer.Unchanged _) -> worked(source, before.tag());
      case Outcome.Ok<CalendarAnswer>(CalendarAnswer.Whole it) -> take(source, it);
      case Outcome.Failed<CalendarAnswer> failed ->
          failed(source, failed.code() + ": " + failed.message(), before.refused());
    }
  }

  private void take(CalendarSource source, CalendarAnswer.Whole answer) {
    var wanted = source.calendar();
    var definition =
        new CalendarDefinition(
            wanted.kind(), wanted.scope(), wanted.dependents(), answer.entries());
    if (isInForce(source, definition)) {
      worked(source, answer.tag());
    } else if (definition.equals(known.getOrDefault(source.name(), Known.NOTHING).refused())) {
      shortcomings.answered(source.name(), "its events", WIDER);
    } else {
      define(source, definition, answer.tag());
    }
  }

  private boolean isInForce(CalendarSource source, CalendarDefinition definition) {
    return calendars.find(id(source)).filter(it -> it.definition().equals(definition)).isPresent();
  }

  private void define(CalendarSource source, CalendarDefinition definition, @Nullable String tag) {
    var command =
        new DefineCalendar(
            id(source),
            definition,
            REASON,
            TimeZoneDatabase.version(),
            List.of(),
            source.calendar().widens(),
            null);
    var context = SystemOrigin.context(clock.instant(), Surface.POLLER);
    var receipts = commands.receipts(List.of(new Submission.OfCommand(command, context)));
    switch (receipts.getFirst().answer()) {
      case Answer.Done _, Answer.Unchanged _ -> worked(source, tag);
      case Answer.Refused(var code, var why) ->
          failed(source, code == RefusalCode.CONFIRMATION_REQUIRED ? WIDER : why, definition);
    }
  }

  private void worked(CalendarSource source, @Nullable String tag) {
    var before = known.put(source.name(), new Known(tag, null, null));
    shortcomings.answered(source.name(), "its events", "");
    var since = before == null ? null : before.failingSince();
    if (since != null) {
      record(new FeedRecovered(id(source), since), since);
    }
  }

  /** Its tag is forgotten: what it says is looked at again. */
  private void failed(CalendarSource source, String reason, @Nullable CalendarDefinition refused) {
    shortcomings.answered(source.name(), "its events", reason);
    var before = known.getOrDefault(source.name(), Known.NOTHING);
    var since = before.failingSince() == null ? clock.instant() : before.failingSince();
    known.put(source.name(), new Known(null, refused, since));
    if (before.failingSince() == null || (refused != null && before.refused() == null)) {
      record(new FeedFailed(id(source), reason, since), since);
    }
  }

  /** Of one that comes and goes, each once an hour. */
  private void record(CalendarFeedEvent event, Instant since) {
    var key =
        event.getClass().getSimpleName()
            + " "
            + event.calendar()
            + " "
            + since.truncatedTo(ChronoUnit.HOURS);
    var context = SystemOrigin.context(clock.instant(), Surface.POLLER);
    var _ = commands.receipts(List.of(new Submission.OfStandaloneEvent(event, key, context)));
  }

  private static CalendarId id(CalendarSource source) {
    return CalendarId.named(source.name()).orElseThrow();
  }
}
