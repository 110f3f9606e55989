package io.countersign.server.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.calendar.CalendarCommand;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarCommand.LiftCalendar;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.Widening;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.access.scope.NothingWithin;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes of calendars by people: what closes is done at once; what opens more is proposed, and
 * done once another agrees.
 */
@Component
final class CalendarChanges {
  /**
   * What came of it.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation by which a second person agrees; absent when nothing waits
   * @param warning that it is about nothing that is known, or only about what is over; absent for
   *     neither
   */
  record Changed(
      String calendar,
      long position,
      String outcome,
      @Nullable String confirmation,
      @Nullable String warning) {}

  private final Calendars calendars;
  private final CatalogFacts catalog;
  private final ProposedChanges proposals;
  private final CommandSender commands;
  private final NothingWithin nothing;

  CalendarChanges(
      Calendars calendars,
      Catalog catalog,
      ProposedChanges proposals,
      CommandSender commands,
      NothingWithin nothing) {
    this.calendars = calendars;
    this.catalog = catalog::owner;
    this.proposals = proposals;
    this.commands = commands;
    this.nothing = nothing;
  }

  Changed define(
      CalendarId calendar,
      CalendarDefinition definition,
      String reason,
      List<Digest> releases,
      Origin origin) {
    var times = times(definition, origin.at());
    var within = definition.within(inForce(calendar), catalog);
    var change =
        CalendarWidening.defining(calendar.value(), within, definition.digest(), releases, reason);
    if (!proposals.needNone() && opensMore(calendar, definition, times, origin)) {
      requireReason(reason);
      var json = DomainJson.write(definition).getBytes(StandardCharsets.UTF_8);
      var material = BlobFactory.json(json);
      return proposed(calendar, proposals.propose(change.keptIn(material.ref()), origin, material));
    }
    var command =
        new DefineCalendar(
            calendar, definition, reason, TimeZoneDatabase.version(), releases, false, null);
    return done(calendar, command, change, warning(definition, times, origin.at()), origin);
  }

  /** A name may be mistyped; or be known later, so that it is done all the same. */
  private @Nullable String warning(CalendarDefinition definition, Spans times, Instant now) {
    var unknown =
        nothing
            .why(definition.scope().within(catalog))
            .map("It is about nothing that is known: %s."::formatted);
    var words =
        Stream.of(unknown, ElapsedTimes.warning(definition, times, now))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? null : words;
  }

  /**
   * @param releases the plans that wait for it; they go on where this opens something
   */
  Changed lift(CalendarId calendar, String reason, List<Digest> releases, Origin origin) {
    var scope = inForce(calendar).map(it -> it.within(catalog)).orElse(Scope.EVERYWHERE);
    boolean wider = new Widening(calendars.index(), origin.at()).byLifting(calendar);
    var named = wider ? releases : List.<Digest>of();
    var change = CalendarWidening.lifting(calendar.value(), scope, named, reason);
    if (wider && !proposals.needNone()) {
      requireReason(reason);
      return proposed(calendar, proposals.propose(change, origin));
    }
    return done(calendar, new LiftCalendar(calendar, reason, named, null), change, null, origin);
  }

  /** The decider computes the same; who changed an owner meanwhile has it proposed once more. */
  private Optional<CalendarDefinition> inForce(CalendarId calendar) {
    return calendars.find(calendar).map(Calendars.Row::definition);
  }

  private boolean opensMore(
      CalendarId calendar, CalendarDefinition definition, Spans times, Origin origin) {
    var before = inForce(calendar);
    return before.filter(definition::equals).isEmpty()
        && new Widening(calendars.index(), origin.at()).by(calendar, before, definition, times);
  }

  /** Here already, and not first where all changes of the ledger are decided one by one. */
  private static Spans times(CalendarDefinition definition, Instant now) {
    try {
      return definition.times(now);
    } catch (Occurrences.TooManyException e) {
      throw new RefusedException(RefusalCode.CALENDAR_INVALID, e.why()).asAttempt();
    }
  }

  /** What others agreed to about the same calendar before is over with it. */
  private Changed done(
      CalendarId calendar,
      CalendarCommand command,
      CalendarWidening change,
      @Nullable String warning,
      Origin origin) {
    var older = proposals.superseded(change, origin.at(), null);
    var written = commands.send(command, origin.context(calendar.value()), older);
    return new Changed(calendar.name(), written.position(), written.outcome(), null, warning);
  }

  private static Changed proposed(CalendarId calendar, ProposedChanges.Proposed it) {
    return new Changed(calendar.name(), it.position(), "proposed", it.confirmation().value(), null);
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new RefusedException(RefusalCode.REASON_REQUIRED);
    }
  }
}
