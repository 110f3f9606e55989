package io.countersign.domain.calendar.rule;

import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Recurrence.Weekday;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a recurrence, as RFC 5545 writes it: {@code FREQ=WEEKLY;BYDAY=SA,SU}. What isn't
 * known here, or could go on without a bound, is a problem; all are told at once.
 *
 * @param rule null where there are problems
 * @param problems in words
 */
public record RecurrenceText(@Nullable Recurrence rule, List<String> problems) {
  /** Longer than one that lists each day of the week and of the month there is. */
  public static final int MOST_CHARACTERS = 1_000;

  private static final Pattern DAY =
      Pattern.compile("([+-]?0?[1-9]|[+-]?[1-9][0-9])?(MO|TU|WE|TH|FR|SA|SU)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern UNTIL = Pattern.compile("[0-9]{8}(T[0-9]{6}Z?)?");
  private static final List<String> PARTS =
      List.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST");

  public RecurrenceText {
    problems = List.copyOf(problems);
  }

  /**
   * @param zone that local times in it are of, known
   */
  public static RecurrenceText parse(String text, String zone) {
    if (text.length() > MOST_CHARACTERS) {
      return new RecurrenceText(
          null,
          List.of(
              "it has "
                  + text.length()
                  + " characters, and may have "
                  + MOST_CHARACTERS
                  + ": list each day once."));
    }
    var problems = new ArrayList<String>();
    var parts = parts(text, problems);
    var reading = new Reading(parts, zone, problems);
    var rule = reading.rule();
    return new RecurrenceText(problems.isEmpty() ? rule : null, problems);
  }

  private static Map<String, String> parts(String text, List<String> problems) {
    var parts = new HashMap<String, String>();
    for (var part : text.strip().split(";", -1)) {
      var pair = part.split("=", 2);
      var name = pair[0].strip();
      if (pair.length < 2 || !PARTS.contains(name)) {
        problems.add(name + " isn't known in a rule; known are " + String.join(", ", PARTS) + ".");
      } else if (parts.put(name, pair[1].strip()) != null) {
        problems.add(name + " stands there twice.");
      }
    }
    return parts;
  }

  /** The parts of a rule, read one by one. */
  private record Reading(Map<String, String> parts, String zone, List<String> problems) {
    @Nullable Recurrence rule() {
      var frequency = frequency();
      var interval = number("INTERVAL").orElse(1);
      if (!parts.getOrDefault("WKST", "MO").equals("MO") && interval > 1) {
        problems.add("WKST other than MO isn't known.");
      }
      var days = list("BYDAY", this::day);
      var monthDays = list("BYMONTHDAY", this::whole);
      var months = list("BYMONTH", this::whole);
      var until = until();
      var count = number("COUNT").orElse(null);
      return frequency == null
          ? null
          : new Recurrence(frequency, interval, days, monthDays, months, count, until);
    }

    private @Nullable Frequency frequency() {
      var text = parts.getOrDefault("FREQ", "");
      var known = Arrays.stream(Frequency.values()).filter(it -> it.name().equals(text)).findAny();
      if (known.isEmpty()) {
        problems.add("FREQ=" + text + " isn't taken: DAILY, WEEKLY, MONTHLY or YEARLY are.");
      }
      return known.orElse(null);
    }

    private Optional<Integer> number(String name) {
      return Optional.ofNullable(parts.get(name)).flatMap(this::whole);
    }

    private Optional<Integer> whole(String text) {
      if (!text.matches("[+-]?[0-9]{1,10}") || Math.abs(Long.parseLong(text)) > Integer.MAX_VALUE) {
        problems.add(text + " isn't a whole number, or none that is taken.");
        return Optional.empty();
      }
      return Optional.of(Integer.parseInt(text));
    }

    private <T> List<T> list(String name, Function<String, Optional<T>> read) {
      return Optional.ofNullable(parts.get(name)).stream()
          .flatMap(it -> Arrays.stream(it.split(",", -1)))
          .flatMap(it -> read.apply(it).stream())
          .toList();
    }

    private Optional<Weekday> day(String text) {
      var day = DAY.matcher(text);
      if (!day.matches()) {
        problems.add("BYDAY=" + text + " isn't a day, such as MO or 2TU.");
        return Optional.empty();
      }
      var ordinal = day.group(1);
      return Optional.of(
          new Weekday(ordinal == null ? 0 : Integer.parseInt(ordinal), ofTwo(day.group(2))));
    }

    private @Nullable Instant until() {
      var text = parts.get("UNTIL");
      if (text == null) {
        return null;
      }
      try {
        return until(text);
      } catch (DateTimeException e) {
        problems.add("UNTIL=" + text + " isn't a time, such as 20261231T235959Z.");
        return null;
      }
    }

    private Instant until(String text) {
      if (!UNTIL.matcher(text).matches()) {
        throw new DateTimeException("not a time of a rule");
      }
      if (text.endsWith("Z")) {
        return LocalDateTime.parse(text.substring(0, text.length() - 1), TIME)
            .toInstant(ZoneOffset.UTC);
      }
      var local =
          text.contains("T")
              ? LocalDateTime.parse(text, TIME)
              : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(23, 59, 59);
      return local.atZone(ZoneId.of(zone)).toInstant();
    }
  }

  private static DayOfWeek ofTwo(String letters) {
    return Arrays.stream(DayOfWeek.values())
        .filter(it -> it.name().startsWith(letters))
        .findAny()
        .orElseThrow();
  }

  /** The rule as text. */
  public static String write(Recurrence rule) {
    var text = new StringBuilder("FREQ=" + rule.frequency());
    if (rule.interval() != 1) {
      text.append(";INTERVAL=").append(rule.interval());
    }
    list(text, "BYMONTH", rule.months());
    list(text, "BYMONTHDAY", rule.monthDays());
    list(text, "BYDAY", rule.days().stream().map(RecurrenceText::day).toList());
    if (rule.count() != null) {
      text.append(";COUNT=").append(rule.count());
    }
    var until = rule.until();
    if (until != null) {
      text.append(";UNTIL=").append(TIME.format(until.atOffset(ZoneOffset.UTC))).append('Z');
    }
    return text.toString();
  }

  private static String day(Weekday day) {
    return (day.ordinal() == 0 ? "" : day.ordinal()) + day.day().name().substring(0, 2);
  }

  private static void list(StringBuilder text, String name, List<?> values) {
    if (!values.isEmpty()) {
      text.append(';').append(name).append('=');
      text.append(values.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
  }
}
