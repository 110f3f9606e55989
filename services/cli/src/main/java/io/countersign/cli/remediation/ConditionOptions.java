package io.countersign.cli.remediation;

import io.countersign.cli.command.MisuseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for an approver's conditions. */
final class ConditionOptions {
  private static final Map<String, String> DIMENSIONS =
      Map.of("target", "targets", "environment", "environments");

  private static final Pattern FIRST_STEPS = Pattern.compile("1(?:-([1-9][0-9]{0,3}))?");

  @Option(
      names = "--only",
      paramLabel = "WHAT=NAMES",
      description =
          "Nothing else may be touched: target=NAME,... or environment=NAME,...; repeatable.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "Nothing starts from then on: 23:00 in your zone, or 2026-03-01T23:00:00Z.")
  private String before = "";

  @Option(names = "--not-before", paramLabel = "TIME", description = "Nothing starts earlier.")
  private String notBefore = "";

  @Option(
      names = "--steps",
      paramLabel = "1-N",
      description = "You agree to the plan's first steps only: 1-2, or 1; what follows waits.")
  private String steps = "";

  /**
   * As the API takes them; empty for none.
   *
   * @param now in the zone of whoever types
   * @throws MisuseException for what can't be understood
   */
  Map<String, Object> read(ZonedDateTime now) {
    var conditions = new TreeMap<String, Object>();
    only.forEach(it -> add(it, conditions));
    put("before", before, now, conditions);
    put("notBefore", notBefore, now, conditions);
    if (!steps.isEmpty()) {
      conditions.put("throughStep", last(steps));
    }
    return conditions;
  }

  /** They are done in their order: one can't be had without those before it. */
  private static int last(String given) {
    var matched = FIRST_STEPS.matcher(given);
    if (!matched.matches()) {
      throw new MisuseException("--steps " + given + ": write the first ones, as 1-2, or 1.");
    }
    var last = matched.group(1);
    return last == null ? 1 : Integer.parseInt(last);
  }

  private static void add(String given, Map<String, Object> conditions) {
    int at = given.indexOf('=');
    var dimension = at < 0 ? null : DIMENSIONS.get(given.substring(0, at));
    if (dimension == null || at == given.length() - 1) {
      throw new MisuseException(
          "--only " + given + ": write target=NAME,... or environment=NAME,...");
    }
    var names = List.of(given.substring(at + 1).split(",", -1));
    if (conditions.put(dimension, names) != null) {
      throw new MisuseException("--only " + dimension + " is given twice: separate by commas.");
    }
  }

  private static void put(
      String name, String text, ZonedDateTime now, Map<String, Object> conditions) {
    if (!text.isEmpty()) {
      conditions.put(name, instant(text, now).toString());
    }
  }

  /** A time of day is the next one. */
  private static Instant instant(String text, ZonedDateTime now) {
    var time = time(text);
    try {
      if (time == null) {
        return Instant.parse(text);
      }
    } catch (DateTimeException _) {
      throw new MisuseException(text + ": write 23:00, or an instant as 2026-03-01T23:00:00Z.");
    }
    var today = now.with(time);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  private static @Nullable LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
