package io.countersign.server.calendar;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.CalendarAnswer;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.domain.Answer;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarFeedEvent;
import io.countersign.domain.calendar.CalendarFeedEvent.FeedFailed;
import io.countersign.domain.calendar.CalendarFeedEvent.FeedRecovered;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.Widening;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.ledger.Submission;
import io.countersign.ledger.calendar.CalendarFeeds;
import io.countersign.ledger.calendar.CalendarFeeds.Feed;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      RefusalCode.CONFIRMATION_REQUIRED
          + ": it would open more than before, which takes two persons: countersign calendar"
          + " import, or calendars.NAME.widens in the configuration";

  private static final String OTHERWISE =
      "people changed or lifted this calendar since it was read; what it says counts again once"
          + " that becomes another";
  private static final String UNREAD = "unread";
  private static final Duration SELDOM = Duration.ofHours(1);

  private final Connections connections;
  private final Calendars calendars;
  private final CalendarFeeds feeds;
  private final CommandSender commands;
  private final SourceShortcomings shortcomings;
  private final InstantSource clock;

  /** By which it's asked for what changed only; of what was taken in this process. */
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  CalendarSubscriptions(
      Connections connections,
      Calendars calendars,
      CalendarFeeds feeds,
      CommandSender commands,
      SourceShortcomings shortcomings,
      InstantSource clock) {
    this.connections = connections;
    this.calendars = calendars;
    this.feeds = feeds;
    this.commands = commands;
    this.shortcomings = shortcomings;
    this.clock = clock;
  }

  List<CalendarSource> sources() {
    return connections.calendars();
  }

  /** Asks it once, and takes what it says. Where it fails, all of it is looked at again. */
  void poll(CalendarSource source) {
    var feed = feeds.find(id(source));
    var tag = feed.failingSince() == null ? tags.get(source.name()) : null;
    switch (source.current(tag)) {
      case Outcome.Ok<CalendarAnswer>(CalendarAnswer.Unchanged _) ->
          worked(source, feed, feed.taken(), tag);
      case Outcome.Ok<CalendarAnswer>(CalendarAnswer.Whole it) -> take(source, feed, it);
      case Outcome.Failed<CalendarAnswer> failed ->
          failed(source, feed, reason(failed), feed.refused(), UNREAD);
    }
  }

  /** What came and can't be used has the code that its import would have. */
  private static String reason(Outcome.Failed<?> failed) {
    var code =
        failed.code() == FailureCode.BAD_ANSWER
            ? RefusalCode.CALENDAR_INVALID.name()
            : failed.code().name();
    return code + ": " + failed.message();
  }

  private void take(CalendarSource source, Feed feed, CalendarAnswer.Whole answer) {
    var wanted = source.calendar();
    var definition =
        new CalendarDefinition(
            wanted.kind(), wanted.scope(), wanted.dependents(), answer.entries());
    var digest = definition.digest();
    if (digest.equals(feed.taken()) || digest.equals(inForce(source).orElse(null))) {
      worked(source, feed, digest, answer.tag());
    } else if (isRefused(source, feed, definition)) {
      var refused = refused(source, digest);
      failed(source, feed, WIDER, refused, refused);
    } else {
      define(source, feed, definition, answer.tag());
    }
  }

  /** It was asked for and refused; it isn't again, unless it may now, or has become narrower. */
  private boolean isRefused(CalendarSource source, Feed feed, CalendarDefinition definition) {
    return refused(source, definition.digest()).equals(feed.refused())
        && (source.calendar().widens() || opensMore(source, definition));
  }

  private boolean opensMore(CalendarSource source, CalendarDefinition definition) {
    try {
      var before = calendars.find(id(source)).map(Calendars.Row::definition);
      return new Widening(calendars.index(), clock.instant()).by(id(source), before, definition);
    } catch (Occurrences.TooManyException _) {
      return true;
    }
  }

  private static String refused(CalendarSource source, Digest digest) {
    return digest.hex() + (source.calendar().widens() ? " though it may open more" : "");
  }

  private Optional<Digest> inForce(CalendarSource source) {
    return calendars.find(id(source)).map(it -> it.definition().digest());
  }

  private void define(
      CalendarSource source, Feed feed, CalendarDefinition definition, @Nullable String tag) {
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
    var digest = definition.digest();
    switch (receipts.getFirst().answer()) {
      case Answer.Done _, Answer.Unchanged _ -> worked(source, feed, digest, tag);
      case Answer.Refused(var code, var why) -> {
        var refused = refused(source, digest);
        var reason = code == RefusalCode.CONFIRMATION_REQUIRED ? WIDER : code + ": " + why;
        failed(source, feed, reason, refused, refused);
      }
    }
  }

  /** What people lifted or changed since stays so until the other program says something else. */
  private void worked(
      CalendarSource source, Feed feed, @Nullable Digest taken, @Nullable String tag) {
    if (tag == null) {
      tags.remove(source.name());
    } else {
      tags.put(source.name(), tag);
    }
    boolean holds = taken == null || taken.equals(inForce(source).orElse(null));
    shortcomings.answered(source.name(), "its events", holds ? "" : OTHERWISE);
    var since = feed.failingSince();
    if (since != null && feed.told() != null) {
      record(new FeedRecovered(id(source), since), since, "");
    }
    var now = feed.took(taken);
    if (!now.equals(feed)) {
      feeds.put(id(source), now);
    }
  }

  private void failed(
      CalendarSource source, Feed feed, String reason, @Nullable String refused, String what) {
    tags.remove(source.name());
    shortcomings.answered(source.name(), "its events", reason);
    var at = clock.instant();
    var since = feed.failingSince() == null ? at : feed.failingSince();
    var now = feed.failing(since, refused);
    if (isDue(feed, what, at)) {
      record(new FeedFailed(id(source), reason, since), since, what);
      now = now.told(what, at);
    }
    if (!now.equals(feed)) {
      feeds.put(id(source), now);
    }
  }

  /**
   * Each failing is told once; of one that comes and goes, once an hour. What it says and may not
   * waits for nobody to ask: it's told at once.
   */
  private static boolean isDue(Feed feed, String what, Instant at) {
    var told = feed.told();
    boolean other = !what.equals(told) && !(what.equals(UNREAD) && told != null);
    boolean first = !what.equals(UNREAD) && (told == null || told.equals(UNREAD));
    var last = feed.toldAt();
    return other && (first || last == null || !at.isBefore(last.plus(SELDOM)));
  }

  /** Once, whichever server says so, and however often it's sent. */
  private void record(CalendarFeedEvent event, Instant since, String what) {
    var key =
        "%s %s %s %s".formatted(event.getClass().getSimpleName(), event.calendar(), since, what);
    var context = SystemOrigin.context(clock.instant(), Surface.POLLER);
    var _ = commands.receipts(List.of(new Submission.OfStandaloneEvent(event, key, context)));
  }

  private static CalendarId id(CalendarSource source) {
    return CalendarId.named(source.name()).orElseThrow();
  }
}
