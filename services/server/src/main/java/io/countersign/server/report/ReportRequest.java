package io.countersign.server.report;

import io.countersign.domain.RefusalCode;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportScope;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report that somebody wants.
 *
 * @param seed of the sample; empty where none was chosen
 */
record ReportRequest(ReportKind kind, ReportPeriod period, ReportScope scope, String seed) {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern SEED = Pattern.compile("[0-9A-Za-z._-]{1,64}");
  private static final int MOST_PATTERNS = 100;

  /**
   * @param from a day in the zone, or an instant
   * @param to the same; the period ends before it. Without it: now
   * @throws RefusedException for what is no report, or one of a time that isn't over
   */
  static ReportRequest of(
      String kind,
      @Nullable String from,
      @Nullable String to,
      @Nullable List<String> scope,
      @Nullable String zone,
      @Nullable String seed,
      Instant now) {
    var known =
        ReportKind.of(kind).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_REPORT));
    return new ReportRequest(
        known,
        period(from, to, zone(zone), now),
        scope(scope == null ? List.of() : scope),
        seed(seed));
  }

  private static ReportPeriod period(
      @Nullable String from, @Nullable String to, ZoneId zone, Instant now) {
    var first = instant("from", from, zone);
    if (first == null) {
      throw RefusedException.badRequest("from", "is missing: the first day, or an instant");
    }
    var given = instant("to", to, zone);
    var end = given == null ? now : given;
    if (end.isAfter(now)) {
      throw RefusedException.badRequest("to", "must not be in the future: that isn't over");
    }
    if (!first.isBefore(end)) {
      throw RefusedException.badRequest("from", "must be before to");
    }
    return new ReportPeriod(first, end, zone);
  }

  private static @Nullable Instant instant(String name, @Nullable String text, ZoneId zone) {
    if (text == null || !DAY.matcher(text).matches()) {
      return ParameterParsing.instant(name, text);
    }
    var day = ParameterParsing.parameter(name, text, LocalDate::parse, "a day of the calendar");
    return day == null
        ? null
        : ParameterParsing.instant(name, day.atStartOfDay(zone).toInstant().toString());
  }

  private static ZoneId zone(@Nullable String text) {
    if (text == null || text.isEmpty() || text.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      throw RefusedException.badRequest("zone", "must be a time zone, such as Europe/Berlin");
    }
  }

  private static ReportScope scope(List<String> patterns) {
    if (patterns.size() > MOST_PATTERNS) {
      throw RefusedException.badRequest("scope", "may be " + MOST_PATTERNS + " patterns at most");
    }
    try {
      return new ReportScope(patterns.stream().filter(it -> !it.isEmpty()).toList());
    } catch (IllegalArgumentException _) {
      throw RefusedException.badRequest(
          "scope", "must be kind/environment/name, * for any, such as service/production/*");
    }
  }

  private static String seed(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    if (!SEED.matcher(text).matches()) {
      throw RefusedException.badRequest(
          "seed", "must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    return text;
  }
}
