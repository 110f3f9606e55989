package io.countersign.connectors.icalendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Describes a zone in a file: each change of its clocks by its date, since not all change by a
 * rule.
 */
final class ZoneWriter {
  /** Clients show times that lie further ahead than is computed here. */
  private static final Duration FURTHER = Duration.ofDays(3_650);

  private ZoneWriter() {}

  /** The changes from one offset to another. */
  private record Sort(ZoneOffset before, ZoneOffset after, boolean daylight) {}

  static void lines(String zone, LocalDateTime first, Instant horizon, Consumer<String> line) {
    var rules = ZoneId.of(zone).getRules();
    var from = first.minusYears(1).toInstant(ZoneOffset.UTC);
    line.accept("BEGIN:VTIMEZONE");
    line.accept("TZID:" + zone);
    initial(rules, from, line);
    Map<Sort, List<ZoneOffsetTransition>> sorts = new LinkedHashMap<>();
    for (var change : changes(rules, from, horizon.plus(FURTHER))) {
      sorts.computeIfAbsent(sort(rules, change), _ -> new ArrayList<>()).add(change);
    }
    sorts.forEach((sort, changes) -> observance(sort, local(changes), line));
    line.accept("END:VTIMEZONE");
  }

  private static void initial(ZoneRules rules, Instant from, Consumer<String> line) {
    var offset = rules.getOffset(from);
    var sort = new Sort(offset, offset, rules.isDaylightSavings(from));
    observance(sort, List.of(LocalDateTime.ofInstant(from, offset)), line);
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules, Instant from, Instant to) {
    var found = new ArrayList<ZoneOffsetTransition>();
    var next = rules.nextTransition(from);
    while (next != null && next.getInstant().isBefore(to)) {
      found.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return found;
  }

  private static Sort sort(ZoneRules rules, ZoneOffsetTransition change) {
    return new Sort(
        change.getOffsetBefore(),
        change.getOffsetAfter(),
        rules.isDaylightSavings(change.getInstant()));
  }

  private static List<LocalDateTime> local(List<ZoneOffsetTransition> changes) {
    return changes.stream().map(ZoneOffsetTransition::getDateTimeBefore).toList();
  }

  private static void observance(Sort sort, List<LocalDateTime> starts, Consumer<String> line) {
    var name = sort.daylight() ? "DAYLIGHT" : "STANDARD";
    line.accept("BEGIN:" + name);
    line.accept("DTSTART:" + ICalendarTimes.write(starts.getFirst()));
    line.accept("TZOFFSETFROM:" + offset(sort.before()));
    line.accept("TZOFFSETTO:" + offset(sort.after()));
    if (starts.size() > 1) {
      line.accept(
          "RDATE:"
              + starts.stream()
                  .skip(1)
                  .map(ICalendarTimes::write)
                  .collect(Collectors.joining(",")));
    }
    line.accept("END:" + name);
  }

  private static String offset(ZoneOffset offset) {
    int minutes = offset.getTotalSeconds() / 60;
    return String.format(
        Locale.ROOT,
        "%s%02d%02d",
        minutes < 0 ? "-" : "+",
        Math.abs(minutes) / 60,
        Math.abs(minutes) % 60);
  }
}
