package io.countersign.connectors.icalendar;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.CalendarAnswer;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of iCalendar that is read over HTTP again and again. */
public final class ICalendarSubscription implements CalendarSource {
  private static final int NOT_MODIFIED = 304;
  private static final int SHOWN = 5;

  private final ICalendarSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;

  ICalendarSubscription(ICalendarSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration pause() {
    return settings.poll();
  }

  @Override
  public SubscribedCalendar calendar() {
    return settings.calendar();
  }

  @Override
  public Outcome<CalendarAnswer> current(@Nullable String tag) {
    var request = HttpRequest.newBuilder(settings.url()).header("Accept", "text/calendar").GET();
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return http.send(
            request,
            settings.bearer(),
            settings.timeout(),
            ContentLines.MOST_BYTES,
            settings.hidden())
        .then(it -> answer(it, tag));
  }

  @Override
  public ConnectionHealth check() {
    return switch (current(null)) {
      case Outcome.Ok<CalendarAnswer> _ ->
          ConnectionHealth.working("answers at " + settings.shownUrl());
      case Outcome.Failed<CalendarAnswer> failed -> ConnectionAdvice.about(failed);
    };
  }

  private Outcome<CalendarAnswer> answer(HttpAnswer answer, @Nullable String tag) {
    if (answer.status() == NOT_MODIFIED && tag != null) {
      return Outcome.ok(new CalendarAnswer.Unchanged());
    }
    if (!answer.succeeded()) {
      return answer.failure("the calendar " + settings.name());
    }
    var reading = ICalendarFile.read(answer.body(), settings.zone(), clock.instant());
    return reading.problems().isEmpty()
        ? Outcome.ok(new CalendarAnswer.Whole(reading.entries(), answer.etag()))
        : Outcome.failed(
            FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "can't be used: " + words(reading));
  }

  private static String words(ICalendarReading reading) {
    int more = reading.problems().size() - SHOWN;
    return reading.problems().stream()
            .limit(SHOWN)
            .map(InputProblem::toString)
            .collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
