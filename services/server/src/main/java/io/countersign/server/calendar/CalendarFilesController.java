package io.countersign.server.calendar;

import io.countersign.connectors.icalendar.ICalendarFile;
import io.countersign.connectors.icalendar.ICalendarReading;
import io.countersign.connectors.icalendar.ICalendarWriter;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.body.DeliveryBody;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Calendars as files of iCalendar: what other programs plan is taken, and they're shown ours. */
@RestController
@RequestMapping("/api/v1/calendars")
class CalendarFilesController {
  static final String TYPE = "text/calendar";

  private static final int REASON_CHARACTERS = 1_000;

  /**
   * What came of a file.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation by which a second person agrees; absent when nothing waits
   * @param entries how many the file has
   * @param added those that the calendar doesn't have yet; the first of them
   * @param removed those that the file doesn't have any more; the first of them
   * @param skipped local starts at which it never takes place, because the clock jumps over it or
   *     its rule is over before it begins
   * @param warning that it is about nothing that is known, or only about what is over; absent for
   *     neither
   */
  record Imported(
      String calendar,
      long position,
      String outcome,
      @Nullable String confirmation,
      int entries,
      List<String> added,
      List<String> removed,
      List<LocalDateTime> skipped,
      @Nullable String warning) {}

  private final Calendars calendars;
  private final CalendarsInSight seen;
  private final CalendarChanges changes;

  CalendarFilesController(Calendars calendars, CalendarsInSight seen, CalendarChanges changes) {
    this.calendars = calendars;
    this.seen = seen;
    this.changes = changes;
  }

  /** The calendar in force, as other programs open and subscribe to it. */
  @GetMapping(path = "/{name}.ics", produces = TYPE)
  String export(@PathVariable String name, Origin origin) {
    var row =
        seen.find(CalendarsController.id(name), origin.caller().sight())
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CALENDAR));
    return ICalendarWriter.write(name, row.definition().entries(), row.at(), origin.at());
  }

  /**
   * The calendar becomes what the file says, as if it were set; the same file again changes
   * nothing.
   *
   * @param kind {@code window}, {@code blackout} or {@code freeze}
   * @param zone of what names none, such as whole days
   */
  @PutMapping("/{name}.ics")
  Imported replace(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(defaultValue = "false") boolean dependents,
      @RequestParam(required = false) @Nullable String zone,
      @RequestParam(required = false) @Nullable String reason,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin)
      throws IOException {
    var calendar = CalendarsController.newId(name);
    var because = ParameterParsing.optional("reason", reason, REASON_CHARACTERS);
    var reading = reading(DeliveryBody.of(request), zone(zone), origin);
    var definition =
        new CalendarDefinition(
            CalendarBody.kindOf(kind), CalendarBody.scopeOf(scope), dependents, reading.entries());
    var difference = CalendarDifference.between(calendars.find(calendar), definition, origin.at());
    var changed = changes.define(calendar, definition, because, List.of(), origin);
    return new Imported(
        changed.calendar(),
        changed.position(),
        changed.outcome(),
        changed.confirmation(),
        definition.entries().size(),
        difference.added(),
        difference.removed(),
        difference.skipped(),
        changed.warning());
  }

  private static ICalendarReading reading(DeliveryBody body, @Nullable String zone, Origin origin) {
    return switch (body) {
      case DeliveryBody.Whole(var content) -> read(content, zone, origin);
      case DeliveryBody.TooLarge(var why) ->
          throw new RefusedException(RefusalCode.TOO_LARGE, "The file " + why).asAttempt();
      case DeliveryBody.Unreadable(var why) ->
          throw new RefusedException(RefusalCode.CALENDAR_INVALID, "The file " + why).asAttempt();
    };
  }

  private static ICalendarReading read(byte[] content, @Nullable String zone, Origin origin) {
    var reading = ICalendarFile.read(content, zone, origin.at());
    if (!reading.problems().isEmpty()) {
      throw new RefusedException(
              RefusalCode.CALENDAR_INVALID,
              "The file can't be used; nothing was changed.",
              reading.problems())
          .asAttempt();
    }
    return reading;
  }

  private static @Nullable String zone(@Nullable String zone) {
    if (zone != null && !CalendarEntry.isKnown(zone)) {
      throw RefusedException.badRequest(
          "zone", "isn't known; name a region, such as Europe/Berlin, or UTC");
    }
    return zone;
  }
}
