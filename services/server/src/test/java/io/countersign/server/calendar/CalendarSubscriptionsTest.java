package io.countersign.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryCalendarSource;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.ledger.calendar.CalendarFeeds;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.TestServer;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.web.CommandSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A calendar that another program keeps: what it closes counts at once, what it opens doesn't. */
class CalendarSubscriptionsTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();
  private static final String SECOND = SERVER.secondAdministrator();
  private static final Instant START =
      Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);

  private final Calendars calendars = SERVER.bean(Calendars.class);
  private final SourceShortcomings shortcomings = new SourceShortcomings(InstantSource.system());

  private static CalendarEntry hours(int hours) {
    return CalendarEntry.single(new Span(START, START.plus(Duration.ofHours(hours))));
  }

  private static MemoryCalendarSource source(String name, boolean widens) {
    var calendar =
        new SubscribedCalendar(
            CalendarKind.WINDOW, CalendarScope.parse("team=" + name), false, widens);
    return new MemoryCalendarSource(name, calendar);
  }

  private CalendarSubscriptions subscriptions(MemoryCalendarSource source) {
    return subscriptions(source, InstantSource.system());
  }

  private CalendarSubscriptions subscriptions(MemoryCalendarSource source, InstantSource clock) {
    return new CalendarSubscriptions(
        new Connections(List.of(source)),
        calendars,
        SERVER.bean(CalendarFeeds.class),
        SERVER.bean(CommandSender.class),
        shortcomings,
        clock);
  }

  private List<CalendarEntry> inForce(String name) {
    return calendars
        .find(CalendarId.named(name).orElseThrow())
        .map(it -> it.definition().entries())
        .orElse(List.of());
  }

  private static String recorded() {
    return SERVER.get(SECOND, "/api/v1/audit/events?limit=500").text();
  }

  @Test
  void whatItClosesHoldsAtOnceAndWhatItOpensTakesTwo() {
    var source = source("pay", false);
    var subscriptions = subscriptions(source);
    source.become(List.of(hours(8)), "1");
    subscriptions.poll(source);
    source.become(List.of(hours(4)), "2");
    subscriptions.poll(source);
    assertThat(inForce("pay")).containsExactly(hours(4));
    source.become(List.of(hours(6)), "3");
    subscriptions.poll(source);
    subscriptions.poll(source);
    assertThat(inForce("pay")).containsExactly(hours(4));
    assertThat(shortcomings.of("pay")).singleElement().asString().contains("takes two persons");
    assertThat(recorded()).containsOnlyOnce("the subscription of pay fails");
    source.become(List.of(hours(3)), "4");
    subscriptions.poll(source);
    assertThat(inForce("pay")).containsExactly(hours(3));
    assertThat(shortcomings.of("pay")).isEmpty();
    assertThat(recorded()).contains("calendar.feed-recovered");
  }

  private static CalendarEntry nights(int hours) {
    var start = LocalDateTime.parse("2026-01-01T22:00:00");
    return CalendarEntry.recurring(
        start, start.plusHours(hours), "Europe/Berlin", Recurrence.each(Frequency.DAILY));
  }

  /** More is computed by then than when it was read first. */
  @Test
  void whatItClosesDaysLaterHoldsAtOnceToo() {
    var source = source("nights", false);
    source.become(List.of(nights(8)), "1");
    subscriptions(source).poll(source);
    var later = Instant.now().plus(Duration.ofDays(3));
    var subscriptions = subscriptions(source, () -> later);
    source.become(List.of(nights(9)), "2");
    subscriptions.poll(source);
    assertThat(inForce("nights")).containsExactly(nights(8));
    source.become(List.of(nights(4)), "3");
    subscriptions.poll(source);
    assertThat(inForce("nights")).containsExactly(nights(4));
    assertThat(shortcomings.of("nights")).isEmpty();
  }

  @Test
  void oneThatVanishesOpensNothing() {
    var source = source("search", true);
    var subscriptions = subscriptions(source);
    source.become(List.of(hours(2)), "1");
    subscriptions.poll(source);
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "it is gone"));
    subscriptions.poll(source);
    subscriptions.poll(source);
    assertThat(inForce("search")).containsExactly(hours(2));
    assertThat(shortcomings.of("search")).singleElement().asString().contains("it is gone");
    assertThat(recorded()).contains("it is gone");
  }

  /** The code that its import would have, and that it lacks a second person. */
  @Test
  void whyItIsRefusedHasAStableCode() {
    var source = source("dev", false);
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "can't be used: x"));
    subscriptions(source).poll(source);
    assertThat(shortcomings.of("dev"))
        .containsExactly("its events: CALENDAR_INVALID: can't be used: x");
    assertThat(recorded()).contains("the subscription of dev fails", "CALENDAR_INVALID");
    source.failWith(null);
    source.become(List.of(hours(2)), "1");
    subscriptions(source).poll(source);
    source.become(List.of(hours(5)), "2");
    subscriptions(source).poll(source);
    assertThat(shortcomings.of("dev"))
        .singleElement()
        .asString()
        .contains("CONFIRMATION_REQUIRED:");
  }

  @Test
  void oneThatMayOpenMoreDoes() {
    var source = source("web", true);
    var subscriptions = subscriptions(source);
    source.become(List.of(hours(2)), "1");
    subscriptions.poll(source);
    source.become(List.of(hours(9)), "2");
    subscriptions.poll(source);
    assertThat(inForce("web")).containsExactly(hours(9));
    assertThat(shortcomings.of("web")).isEmpty();
  }

  private static int told(String what) {
    return recorded().split(Pattern.quote(what), -1).length - 1;
  }

  private static Outcome.Failed<?> gone() {
    return new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "out of reach");
  }

  /** Another server, or this one after a start, knows no less. */
  @Test
  void aRestartNeitherTellsItTwiceNorForgetsThatItWorksAgain() {
    var source = source("ops", false);
    source.become(List.of(hours(2)), "1");
    subscriptions(source).poll(source);
    source.failWith(gone());
    subscriptions(source).poll(source);
    subscriptions(source).poll(source);
    assertThat(told("the subscription of ops fails")).isEqualTo(1);
    source.failWith(null);
    source.become(List.of(hours(7)), "2");
    subscriptions(source).poll(source);
    subscriptions(source).poll(source);
    assertThat(told("the subscription of ops fails"))
        .as("that it says what it may not is another thing than that it couldn't be read")
        .isEqualTo(2);
    source.become(List.of(hours(2)), "3");
    subscriptions(source).poll(source);
    assertThat(told("the subscription of ops is read again")).isEqualTo(1);
  }

  /** With a tag it was left alone, without one it came back: now people's word holds. */
  @Test
  void whatPeopleLiftedComesBackOnceTheOtherProgramSaysSomethingElse() {
    var source = source("hr", true);
    var subscriptions = subscriptions(source);
    source.become(List.of(hours(2)), "1");
    subscriptions.poll(source);
    var lifted =
        SERVER.post(SERVER.administrator(), "/api/v1/calendars/hr/lift", Map.of("reason", "over"));
    var id = lifted.json().path("confirmation").asString();
    var waits = SERVER.get(SECOND, "/api/v1/confirmations/" + id).json();
    var digest = Map.of("digest", waits.path("digest").asString());
    var confirmed = SERVER.post(SECOND, "/api/v1/confirmations/" + id + "/confirm", digest);
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    subscriptions.poll(source);
    assertThat(inForce("hr")).isEmpty();
    assertThat(shortcomings.of("hr")).singleElement().asString().contains("people changed");
    subscriptions(source).poll(source);
    assertThat(inForce("hr")).isEmpty();
    source.become(List.of(hours(3)), "2");
    subscriptions.poll(source);
    assertThat(inForce("hr")).containsExactly(hours(3));
    assertThat(shortcomings.of("hr")).isEmpty();
  }

  /** Else who set `widens` because of the refusal would wait for the next change of the file. */
  @Test
  void whatWasRefusedIsTakenOnceItMay() {
    var source = source("lab", false);
    source.become(List.of(hours(2)), "1");
    subscriptions(source).poll(source);
    source.become(List.of(hours(5)), "2");
    subscriptions(source).poll(source);
    assertThat(inForce("lab")).containsExactly(hours(2));
    var may = source("lab", true);
    may.become(List.of(hours(5)), "2");
    subscriptions(may).poll(may);
    assertThat(inForce("lab")).containsExactly(hours(5));
  }
}
