package io.countersign.server.calendar;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.RecurrenceText;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.scope.UnknownEntity;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Windows, blackouts and freezes. Who may change them, the decider knows. */
@RestController
@RequestMapping("/api/v1/calendars")
class CalendarsController {
  private static final int REASON_CHARACTERS = 1_000;
  private static final int UPCOMING = 10;

  /** Why something is lifted. */
  record Lifting(@Nullable String reason) {}

  /** All in force that may hold up what somebody may see. */
  record All(List<Shown> items) {}

  /**
   * A calendar in force.
   *
   * @param upcoming the next times that it takes place, joined where they touch
   * @param skipped local starts at which it never takes place, because the clock jumps over it or
   *     its rule is over before it begins
   * @param tzdata the version of the time zone database that it's computed by
   * @param horizon until when it's computed
   */
  record Shown(
      String name,
      String kind,
      String scope,
      boolean dependents,
      String reason,
      @Nullable String changedBy,
      Instant changedAt,
      String tzdata,
      Instant horizon,
      List<Entry> entries,
      List<Span> upcoming,
      List<LocalDateTime> skipped) {}

  /** When it takes place, local in its zone. */
  record Entry(
      LocalDateTime start, LocalDateTime end, boolean exact, String zone, @Nullable String rule) {
    static Entry of(CalendarEntry it) {
      var rule = it.recurrence();
      return new Entry(
          it.start(),
          it.start().plusSeconds(it.seconds()),
          it.exact(),
          it.zone(),
          rule == null ? null : RecurrenceText.write(rule));
    }
  }

  /**
   * Whether work on a target may begin.
   *
   * @param state {@code open}, {@code closed}, {@code blacked_out} or {@code frozen}
   * @param calendar that says so; absent where none does
   * @param until when it changes; absent for never, as far as is computed
   * @param opensAt when it's open next
   * @param warning that the target isn't in the catalogue; absent where it is
   */
  record State(
      String target,
      Instant at,
      String state,
      @Nullable String calendar,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String next,
      @Nullable Instant opensAt,
      @Nullable String warning) {}

  private final Calendars calendars;
  private final CalendarsInSight seen;
  private final CalendarChanges changes;
  private final WaitingPlans waiting;
  private final UnknownEntity unknown;
  private final PrincipalNames names;
  private final SkippedTimes skipped = new SkippedTimes();

  CalendarsController(
      Calendars calendars,
      CalendarsInSight seen,
      CalendarChanges changes,
      WaitingPlans waiting,
      UnknownEntity unknown,
      PrincipalNames names) {
    this.calendars = calendars;
    this.seen = seen;
    this.changes = changes;
    this.waiting = waiting;
    this.unknown = unknown;
    this.names = names;
  }

  @GetMapping
  All list(Origin origin) {
    var lookup = names.lookup();
    var times = times();
    return new All(
        seen.all(origin.caller().sight()).stream()
            .map(it -> shown(it, lookup, times, origin.at()))
            .toList());
  }

  @GetMapping("/{name}")
  Shown show(@PathVariable String name, Origin origin) {
    return seen.find(id(name), origin.caller().sight())
        .map(it -> shown(it, names.lookup(), times(), origin.at()))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CALENDAR));
  }

  /** Of one target at one instant, now where none is given. */
  @GetMapping("/state")
  State state(
      @RequestParam String target,
      @RequestParam(required = false) @Nullable String at,
      Origin origin) {
    var entity =
        ParameterParsing.parameter(
            "target", target, EntityId::parse, "KIND/ENVIRONMENT/NAME of an entity");
    if (entity == null) {
      throw RefusedException.badRequest("target", "is missing");
    }
    if (!seen.shows(entity, origin.caller().sight())) {
      throw new RefusedException(RefusalCode.UNKNOWN_CALENDAR, "You see no such target.");
    }
    var given = ParameterParsing.instant("at", at);
    var when = given == null ? origin.at() : given;
    var warning = unknown.why(entity, origin.caller().sight()).orElse(null);
    return answer(entity, when, calendars.state(entity, when), warning);
  }

  @PutMapping("/{name}")
  CalendarChanges.Changed define(
      @PathVariable String name, @RequestBody CalendarBody body, Origin origin) {
    return changes.define(newId(name), body.definition(), body.because(), List.of(), origin);
  }

  /** What waits for it and is approved may go on, as whoever agrees to the lifting sees. */
  @PostMapping("/{name}/lift")
  CalendarChanges.Changed lift(
      @PathVariable String name, @RequestBody Lifting body, Origin origin) {
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    var calendar = id(name);
    return changes.lift(calendar, reason, waiting.heldBy(calendar), origin);
  }

  static CalendarId id(String name) {
    return CalendarId.named(name)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CALENDAR));
  }

  static CalendarId newId(String name) {
    return CalendarId.named(name)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    "name", "must be lower-case letters, digits and hyphens, at most 63"));
  }

  private Shown shown(
      Calendars.Row row, PrincipalNames.Lookup lookup, Map<CalendarId, Spans> times, Instant now) {
    var upcoming = times.getOrDefault(row.calendar(), Spans.NONE);
    var definition = row.definition();
    return new Shown(
        row.calendar().name(),
        ParameterParsing.lower(definition.kind()),
        definition.scope().toString(),
        definition.dependents(),
        row.reason(),
        lookup.orId(row.by().value()),
        row.at(),
        row.tzdata(),
        row.horizon(),
        definition.entries().stream().map(Entry::of).toList(),
        upcoming.all().stream().filter(it -> it.end().isAfter(now)).limit(UPCOMING).toList(),
        skipped.of(row, now));
  }

  /** As they were computed ahead, and not once more. */
  private Map<CalendarId, Spans> times() {
    return calendars.index().calendars().stream()
        .collect(Collectors.toMap(Timeline::id, Timeline::spans));
  }

  private static State answer(
      EntityId target, Instant at, WindowState it, @Nullable String warning) {
    var calendar = it.calendar();
    var next = it.next();
    return new State(
        target.toString(),
        at.truncatedTo(ChronoUnit.MILLIS),
        ParameterParsing.lower(it.state()),
        calendar == null ? null : calendar.name(),
        it.since(),
        it.until(),
        next == null ? null : ParameterParsing.lower(next),
        it.opensAt(),
        warning);
  }
}
