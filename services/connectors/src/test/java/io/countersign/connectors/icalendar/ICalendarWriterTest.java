package io.countersign.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.CalendarEntry.LocalSpan;
import io.countersign.domain.calendar.rule.CalendarEntry.Moved;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Recurrence.Weekday;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is read as what it was. */
class ICalendarWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Africa/Casablanca",
          "Pacific/Apia",
          "Antarctica/Troll",
          "America/Nuuk",
          "Asia/Kathmandu",
          "Asia/Gaza",
          "Europe/Dublin");

  private final Random random = new Random(20_261_127);

  @Test
  void twoThousandRandomEntriesComeBackAsTheyWere() {
    for (int file = 0; file < 100; file++) {
      var entries = new ArrayList<CalendarEntry>();
      while (entries.size() < 20) {
        var entry = entry();
        if (EntryProblems.of(entry).isEmpty()) {
          entries.add(entry);
        }
      }
      entries.sort(
          Comparator.comparing(CalendarEntry::start).thenComparing(CalendarEntry::toString));
      var text = ICalendarWriter.write("nights", entries, NOW, NOW);
      var reading = ICalendarFile.read(text.getBytes(StandardCharsets.UTF_8), null, NOW);
      assertThat(reading.problems()).isEmpty();
      assertThat(reading.entries()).isEqualTo(entries);
    }
  }

  private CalendarEntry entry() {
    var start = local();
    var zone = ZONES.get(random.nextInt(ZONES.size()));
    var except = new ArrayList<LocalDateTime>();
    var extra = new ArrayList<LocalSpan>();
    var moved = new ArrayList<Moved>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var other = start.plusDays(10 * i);
      except.add(0, start.plusDays(i));
      extra.add(0, new LocalSpan(other.plusHours(7), other.plusHours(8)));
      moved.add(0, new Moved(start.plusDays(100 - i), other, other.plusMinutes(30)));
    }
    except.sort(Comparator.naturalOrder());
    extra.sort(Comparator.comparing(LocalSpan::start));
    moved.sort(Comparator.comparing(Moved::original));
    long seconds = 60L * (1 + random.nextInt(3_000));
    return new CalendarEntry(
        start, seconds, random.nextBoolean(), zone, rule(start), except, extra, moved);
  }

  private LocalDateTime local() {
    return LocalDateTime.of(2024, 1, 1, random.nextInt(24), random.nextInt(60))
        .plusDays(random.nextInt(1_000));
  }

  private @Nullable Recurrence rule(LocalDateTime start) {
    var day = new Weekday(0, start.getDayOfWeek());
    var bound = random.nextInt(3);
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> rule(Frequency.DAILY, List.of(), List.of(), List.of(), bound);
      case 2 -> rule(Frequency.WEEKLY, List.of(day), List.of(), List.of(), bound);
      case 3 ->
          rule(
              Frequency.MONTHLY,
              List.of(),
              List.of(start.getDayOfMonth(), -1),
              List.of(start.getMonthValue(), 12),
              bound);
      default ->
          rule(
              Frequency.YEARLY,
              List.of(new Weekday((start.getDayOfMonth() - 1) / 7 + 1, start.getDayOfWeek())),
              List.of(),
              List.of(start.getMonthValue()),
              bound);
    };
  }

  private Recurrence rule(
      Frequency frequency,
      List<Weekday> days,
      List<Integer> monthDays,
      List<Integer> months,
      int bound) {
    return new Recurrence(
        frequency,
        1 + random.nextInt(4),
        days,
        monthDays,
        months,
        bound == 1 ? 1 + random.nextInt(50) : null,
        bound == 2 ? Instant.parse("2028-02-03T04:05:06Z") : null);
  }

  /** The library reads and validates it with its own model. */
  @Test
  void anotherReaderTakesIt() throws Exception {
    var entry =
        CalendarEntry.recurring(
            LocalDateTime.parse("2026-01-03T22:00:00"),
            LocalDateTime.parse("2026-01-04T06:00:00"),
            "Europe/Berlin",
            Recurrence.each(Frequency.WEEKLY)
                .on(List.of(new Weekday(0, DayOfWeek.SATURDAY), new Weekday(0, DayOfWeek.SUNDAY))));
    var text = ICalendarWriter.write("nights", List.of(entry, entry), NOW, NOW);
    var calendar = new CalendarBuilder().build(new StringReader(text));
    assertThat(calendar.validate(true).hasErrors()).isFalse();
    var events = calendar.<VEvent>getComponents("VEVENT");
    assertThat(events).hasSize(2);
    assertThat(events.get(0).getUid()).isNotEqualTo(events.get(1).getUid());
    assertThat(text.lines()).allMatch(it -> it.length() <= 75);
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(ICalendarWriter.write("nights", List.of(entry, entry), NOW, NOW)).isEqualTo(text);
  }
}
