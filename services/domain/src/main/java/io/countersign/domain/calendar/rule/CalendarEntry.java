package io.countersign.domain.calendar.rule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a calendar: a single time, or one that comes again. All local times are of its zone.
 *
 * @param start local, of the first time
 * @param seconds how long it lasts
 * @param exact whether it lasts that many real seconds; else it ends at the local time that is so
 *     much later on the clock, however long that takes
 * @param zone a region of the time zone database, such as {@code Europe/Berlin}, or {@code UTC}
 * @param recurrence null for a single time
 * @param except starts that don't take place
 * @param extra further times
 * @param moved times of the rule that take place at another one
 */
public record CalendarEntry(
    LocalDateTime start,
    long seconds,
    boolean exact,
    String zone,
    @Nullable Recurrence recurrence,
    List<LocalDateTime> except,
    List<LocalSpan> extra,
    List<Moved> moved) {
  public static final String UTC = "UTC";

  /** A time by the clock on the wall. */
  public record LocalSpan(LocalDateTime start, LocalDateTime end) {}

  /**
   * One time of the rule that takes place otherwise.
   *
   * @param original when it would have started
   */
  public record Moved(LocalDateTime original, LocalDateTime start, LocalDateTime end) {}

  public CalendarEntry {
    except = List.copyOf(except);
    extra = List.copyOf(extra);
    moved = List.copyOf(moved);
  }

  /** One span of real time. */
  public static CalendarEntry single(Span span) {
    return new CalendarEntry(
        LocalDateTime.ofInstant(span.start(), ZoneOffset.UTC),
        Duration.between(span.start(), span.end()).toSeconds(),
        true,
        UTC,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  /** From one local time to another, again and again. */
  public static CalendarEntry recurring(
      LocalDateTime start, LocalDateTime end, String zone, @Nullable Recurrence recurrence) {
    return new CalendarEntry(
        start,
        Duration.between(start, end).toSeconds(),
        false,
        zone,
        recurrence,
        List.of(),
        List.of(),
        List.of());
  }

  /** Whether the zone is one that this machine's time zone database knows. */
  public boolean isZoneKnown() {
    return isKnown(zone);
  }

  /** A region or UTC; abbreviations, offsets and what isn't known are none. */
  public static boolean isKnown(String zone) {
    return zone.equals(UTC) || (zone.contains("/") && ZoneId.getAvailableZoneIds().contains(zone));
  }

  /**
   * @throws DateTimeException for a zone that isn't known
   */
  ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  /** The first of two instants that the clock shows this; with the offset before a gap. */
  Instant at(LocalDateTime local) {
    return ZonedDateTime.ofLocal(local, zoneId(), null).toInstant();
  }

  /** One time of it, from where it starts. */
  Span from(LocalDateTime local) {
    var begins = at(local);
    return new Span(begins, exact ? begins.plusSeconds(seconds) : at(local.plusSeconds(seconds)));
  }

  Span of(LocalDateTime begins, LocalDateTime ends) {
    return new Span(at(begins), at(ends));
  }
}
