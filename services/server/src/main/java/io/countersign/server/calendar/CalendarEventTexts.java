package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to calendars. */
@Component
final class CalendarEventTexts implements EventTexts<CalendarEvent> {
  @Override
  public Class<CalendarEvent> vocabulary() {
    return CalendarEvent.class;
  }

  @Override
  public String text(CalendarEvent event) {
    var name = event.calendar().name();
    return switch (event) {
      case CalendarEvent.Defined e ->
          "the %s %s of %s was set%s%s%s"
              .formatted(
                  Phrases.plain(e.kind()),
                  name,
                  e.scope(),
                  e.widened() ? ", and opens more than before" : "",
                  e.releases().isEmpty()
                      ? ""
                      : "; " + Phrases.counted(e.releases().size(), "waiting plan") + " may go on",
                  Phrases.reason(e.reason()));
      case CalendarEvent.EntriesRecorded e ->
          Phrases.counted(e.entries().size(), "time") + " of " + name;
      case CalendarEvent.Lifted e -> name + " was lifted" + Phrases.reason(e.reason());
      case CalendarEvent.Extended e -> name + " is computed until " + Phrases.time(e.horizon());
      case CalendarEvent.Recomputed e ->
          "the time zone database "
              + e.tzdata()
              + " changes "
              + Phrases.counted(e.changes(), "time")
              + " of "
              + name;
      case CalendarEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
