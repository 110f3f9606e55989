package io.countersign.connectors.icalendar;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of iCalendar that is subscribed to.
 *
 * @param name the configured name, and the calendar's
 * @param bearer a secret's reference
 * @param poll how often it's asked
 * @param timeout of one question
 * @param zone of what names none; null for the one that the file names for itself
 */
record ICalendarSettings(
    String name,
    URI url,
    @Nullable String bearer,
    Duration poll,
    Duration timeout,
    SubscribedCalendar calendar,
    @Nullable String zone) {
  /** Shorter parts of an address are words, not secrets: nobody could rely on them. */
  private static final int GUESSED = 8;

  private static final SettingForm<CalendarScope> SCOPE =
      SettingForm.parsed("scope", CalendarScope::parse, CalendarScope.ORGANISATION);
  private static final SettingForm<String> ZONE =
      SettingForm.parsed("zone", ICalendarSettings::knownZone, CalendarEntry.UTC);

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static ICalendarSettings read(String name, SettingsReader settings) {
    var url = settings.required("url", SettingForm.url(), "of a GET that answers text/calendar");
    if (!name.isEmpty() && CalendarId.named(name).isEmpty()) {
      settings.problem(
          "url", "its calendar can't be called so: lower-case letters, digits and hyphens");
    }
    return new ICalendarSettings(
        name,
        url,
        settings.optional("bearer", SettingForm.secret(), "sent as a bearer token"),
        settings.value(
            "pollSeconds", seconds(60, 3_600), Duration.ofMinutes(15), "between two questions"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one question"),
        new SubscribedCalendar(
            settings.value(
                "is", word(CalendarKind.class), CalendarKind.WINDOW, "what its times are"),
            settings.value("scope", SCOPE, CalendarScope.ORGANISATION, "what it's about"),
            settings.value(
                "dependents",
                SettingForm.flag(),
                false,
                "whether what depends on its targets is closed with them"),
            settings.value(
                "widens",
                SettingForm.flag(),
                false,
                "whether it may open more than before without a second person")),
        settings.optional("zone", ZONE, "of what names none; without it, X-WR-TIMEZONE's"));
  }

  /** Where it is asked, as others may read it: many such addresses are their own secret. */
  String shownUrl() {
    boolean bare = url.getRawPath().length() <= 1 && url.getRawQuery() == null;
    return url.getScheme() + "://" + url.getRawAuthority() + (bare ? "/" : "/***");
  }

  /** What of the address mustn't come back in a text, such as a page that repeats it. */
  Secret[] hidden() {
    var asked = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    return Stream.concat(Stream.of(asked, url.getPath()), Stream.of(asked.split("[/?&=]")))
        .filter(it -> it.length() >= GUESSED)
        .map(Secret::new)
        .toArray(Secret[]::new);
  }

  private static String knownZone(String text) {
    if (!CalendarEntry.isKnown(text)) {
      throw new IllegalArgumentException("isn't a region such as Europe/Berlin, or UTC");
    }
    return text;
  }
}
