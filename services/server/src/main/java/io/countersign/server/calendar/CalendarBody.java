package io.countersign.server.calendar;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.RecurrenceText;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as it's asked for.
 *
 * @param kind {@code window}, {@code blackout} or {@code freeze}
 * @param scope such as {@code organisation} or {@code environment=production,team=payments}
 * @param dependents whether what depends on its targets is closed with them
 */
record CalendarBody(
    @Nullable String kind,
    @Nullable String scope,
    @Nullable Boolean dependents,
    @Nullable List<Entry> entries,
    @Nullable String reason) {
  private static final int REASON_CHARACTERS = 1_000;

  /**
   * When it takes place.
   *
   * @param start local, such as {@code 2026-12-24T22:00}
   * @param end local, of the first time
   * @param zone such as {@code Europe/Berlin}; UTC where it's missing
   * @param rule as RFC 5545 writes it, such as {@code FREQ=WEEKLY;BYDAY=SA}; none for once
   * @param except local starts that don't take place
   */
  record Entry(
      @Nullable String start,
      @Nullable String end,
      @Nullable String zone,
      @Nullable String rule,
      @Nullable List<String> except) {}

  String because() {
    return ParameterParsing.optional("reason", reason, REASON_CHARACTERS);
  }

  /**
   * @throws RefusedException with all problems at once
   */
  CalendarDefinition definition() {
    var given = Objects.requireNonNullElse(this.entries, List.<Entry>of());
    refuse(tooMany(given.size()));
    var problems = new ArrayList<InputProblem>();
    var entries = new ArrayList<CalendarEntry>();
    for (int i = 0; i < given.size(); i++) {
      var entry = new EntryReading(given.get(i), "/entries/" + i, problems).entry();
      if (entry != null) {
        entries.add(entry);
      }
    }
    if (problems.isEmpty()) {
      EntryProblems.of(entries).forEach(it -> problems.add(new InputProblem("/entries", it)));
    }
    refuse(problems);
    return new CalendarDefinition(
        kindOf(kind), scopeOf(scope), Boolean.TRUE.equals(dependents), entries);
  }

  /** Before any is read. */
  private static List<InputProblem> tooMany(int entries) {
    if (entries == 0) {
      return List.of(new InputProblem("/entries", "is missing: it never takes place"));
    }
    return entries <= EntryProblems.MOST_ENTRIES
        ? List.of()
        : List.of(
            new InputProblem(
                "/entries",
                "has " + entries + " entries, and may have " + EntryProblems.MOST_ENTRIES));
  }

  /** With the first of them, each once, and how many more there are. */
  private static void refuse(List<InputProblem> problems) {
    int more = problems.size() - EntryProblems.MOST_TOLD;
    if (!problems.isEmpty()) {
      throw new RefusedException(
          RefusalCode.BAD_REQUEST,
          "The calendar can't be used; nothing was changed."
              + (more > 0 ? " There are " + more + " problems more than these." : ""),
          problems.stream().limit(EntryProblems.MOST_TOLD).toList());
    }
  }

  static CalendarKind kindOf(@Nullable String text) {
    var kind = ParameterParsing.word("/kind", text, CalendarKind.class);
    if (kind == null) {
      throw RefusedException.badRequest("/kind", "is missing: window, blackout or freeze");
    }
    return kind;
  }

  static CalendarScope scopeOf(@Nullable String text) {
    var scope =
        ParameterParsing.parameter(
            "/scope",
            text,
            CalendarScope::parse,
            "organisation, or team=.., environment=.., KIND/ENVIRONMENT/NAME joined by commas");
    if (scope == null) {
      throw RefusedException.badRequest("/scope", "is missing");
    }
    return scope;
  }

  /** One entry, read with all that is wrong about it. */
  private record EntryReading(Entry given, String at, List<InputProblem> problems) {
    @Nullable CalendarEntry entry() {
      var zone = Objects.requireNonNullElse(given.zone(), CalendarEntry.UTC);
      if (!CalendarEntry.isKnown(zone)) {
        problem("/zone", "isn't known; name a region, such as Europe/Berlin, or UTC");
        return null;
      }
      var start = local("/start", given.start());
      var end = local("/end", given.end());
      var rule = rule(zone);
      var except =
          Objects.requireNonNullElse(given.except(), List.<String>of()).stream()
              .map(it -> local("/except", it))
              .filter(Objects::nonNull)
              .toList();
      if (start == null || end == null) {
        return null;
      }
      var entry = CalendarEntry.recurring(start, end, zone, rule);
      return new CalendarEntry(
          start, entry.seconds(), false, zone, rule, except, List.of(), List.of());
    }

    private @Nullable Recurrence rule(String zone) {
      if (given.rule() == null || given.rule().isBlank()) {
        return null;
      }
      var text = RecurrenceText.parse(given.rule(), zone);
      text.problems().forEach(it -> problem("/rule", it));
      return text.rule();
    }

    /** A time with a {@code Z} is one of UTC, and means the same where the zone is. */
    private @Nullable LocalDateTime local(String field, @Nullable String text) {
      try {
        var time = Objects.requireNonNullElse(text, "");
        return time.endsWith("Z") && given.zone() == null
            ? LocalDateTime.ofInstant(Instant.parse(time), ZoneOffset.UTC)
            : LocalDateTime.parse(time);
      } catch (DateTimeParseException e) {
        problem(field, "isn't a local time, such as 2026-12-24T22:00");
        return null;
      }
    }

    private void problem(String field, String detail) {
      problems.add(new InputProblem(at + field, detail));
    }
  }
}
