package io.countersign.server.config.notice;

import static io.countersign.connectors.settings.SettingForm.parsed;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.oncall.LocalHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The forms of the values in these sections. */
final class NoticeForms {
  static final ZoneId UTC = ZoneId.of(CalendarEntry.UTC);
  static final SettingForm<ZoneId> ZONE = parsed("zone", NoticeForms::zone, UTC);
  static final SettingForm<PrincipalId> PERSON =
      parsed("principal", NoticeForms::person, new PrincipalId("nobody"));
  static final SettingForm<LocalDateTime> LOCAL =
      parsed(
          "local time",
          dated(LocalDateTime::parse, "must be a date and a time such as 2026-01-05T09:00"),
          LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC));
  private static final SettingForm<LocalTime> TIME =
      parsed(
          "time of day",
          dated(LocalTime::parse, "must be a time such as \"09:00\""),
          LocalTime.MIDNIGHT);

  private NoticeForms() {}

  /** The list {@code hours}; none where it isn't there. */
  static List<LocalHours> hours(SettingsReader settings, ZoneId plain) {
    return settings.items("hours").stream().map(it -> ofHours(it, plain)).toList();
  }

  private static LocalHours ofHours(SettingsReader settings, ZoneId plain) {
    return new LocalHours(
        days(settings),
        settings.value("from", TIME, LocalTime.MIDNIGHT, "when they begin"),
        settings.value(
            "to", TIME, LocalTime.MIDNIGHT, "when they end; on the next day if that isn't later"),
        settings.value("zone", ZONE, plain, "whose clock it is"));
  }

  private static Set<DayOfWeek> days(SettingsReader settings) {
    var found = EnumSet.noneOf(DayOfWeek.class);
    var named =
        settings.optional(
            "days", SettingForm.texts(), "mon to sun, on which they begin; without it, all");
    for (var text : named == null ? List.<String>of() : named) {
      try {
        found.add(day(text));
      } catch (IllegalArgumentException e) {
        settings.problem("days", String.valueOf(e.getMessage()));
      }
    }
    return named == null || found.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : found;
  }

  private static DayOfWeek day(String text) {
    for (var day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).equals(text.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException("must be of mon, tue, wed, thu, fri, sat, sun");
  }

  private static ZoneId zone(String text) {
    if (!CalendarEntry.isKnown(text)) {
      throw new IllegalArgumentException("isn't a region such as Europe/Berlin, or UTC");
    }
    return ZoneId.of(text);
  }

  static PrincipalId person(String text) {
    try {
      return new PrincipalId(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a principal's id, as `user list` shows it", e);
    }
  }

  private static <T> Function<String, T> dated(Function<String, T> parser, String complaint) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(complaint, e);
      }
    };
  }
}
