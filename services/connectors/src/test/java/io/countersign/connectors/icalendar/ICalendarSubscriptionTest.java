package io.countersign.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.calendar.SubscribedCalendar;
import io.countersign.connectors.testing.CalendarSourceContract;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Against a web server. */
class ICalendarSubscriptionTest extends CalendarSourceContract {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T06:00:00Z"));

  private volatile String text = "";
  private volatile int status = 200;
  private final LoopbackServer server = new LoopbackServer(this::answer);
  private final ICalendarSubscription source = subscription("");

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(LoopbackServer.Request request, HttpExchange exchange) throws IOException {
    var tag = "\"" + text.hashCode() + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    if (request.header("If-None-Match").equals(tag)) {
      LoopbackServer.answer(exchange, 304, "");
    } else {
      LoopbackServer.answer(exchange, status, text);
    }
  }

  private static List<InputProblem> problems(String settings) {
    var problems = new ArrayList<InputProblem>();
    var reader = SettingsReader.of(new JsonMapper().readTree(settings), "", problems);
    var _ = ICalendarSettings.read("Nights of Anna", reader);
    reader.finish();
    return problems;
  }

  private ICalendarSubscription subscription(String more) {
    var problems = new ArrayList<InputProblem>();
    var node = new JsonMapper().readTree("{\"url\":\"" + server.url() + "/a.ics\"" + more + "}");
    var settings = ICalendarSettings.read("nights", SettingsReader.of(node, "", problems));
    assertThat(problems).isEmpty();
    return new ICalendarSubscription(settings, new BoundedHttp(), CLOCK);
  }

  @Override
  protected CalendarSource source() {
    return source;
  }

  @Override
  protected void holds(CalendarEntry entry) {
    text = ICalendarWriter.write("nights", List.of(entry), CLOCK.instant(), CLOCK.instant());
  }

  @Override
  protected void down() {
    server.goDown();
  }

  @Test
  void saysWhatItsTimesAre() {
    assertThat(source.calendar())
        .isEqualTo(
            new SubscribedCalendar(CalendarKind.WINDOW, CalendarScope.ORGANISATION, false, false));
    var more = ",\"is\":\"freeze\",\"scope\":\"team=pay\",\"widens\":true,\"dependents\":true";
    assertThat(subscription(more).calendar())
        .isEqualTo(
            new SubscribedCalendar(
                CalendarKind.FREEZE, CalendarScope.parse("team=pay"), true, true));
  }

  @Test
  void whatIsWrongWithItsSettingsIsSaid() {
    assertThat(problems("{\"url\":\"http://x/\",\"scope\":\"te am\",\"zone\":\"Mars\"}"))
        .extracting(InputProblem::at)
        .contains("/url", "/scope", "/zone");
  }

  @ParameterizedTest
  @CsvSource({"404, NOT_FOUND", "401, UNAUTHORISED", "302, BAD_ANSWER", "500, BAD_ANSWER"})
  void anotherAnswerIsAFailure(int answered, FailureCode code) {
    status = answered;
    assertThat(Outcomes.failed(source.current(null)).code()).isEqualTo(code);
    assertThat(server.requests()).hasSize(1);
  }

  /** A calendar's address is often its own secret; and a proxy's page says little in much. */
  @Test
  void neitherItsAddressNorAPageIsTold() {
    var secret = "private-0123456789abcdef";
    var problems = new ArrayList<InputProblem>();
    var url = server.url() + "/feeds/" + secret + "/basic.ics?token=abcdefgh12345678";
    var node = new JsonMapper().readTree("{\"url\":\"" + url + "\"}");
    var settings = ICalendarSettings.read("nights", SettingsReader.of(node, "", problems));
    var subscribed = new ICalendarSubscription(settings, new BoundedHttp(), CLOCK);
    status = 404;
    text =
        "<!DOCTYPE html><html><head><style>p{color:red}</style><title>Not found</title></head>"
            + "<body><p>No /feeds/%s/basic.ics?token=abcdefgh12345678 here</p>%s</body></html>"
                .formatted(secret, "<p>help</p>".repeat(500));
    var failed = Outcomes.failed(subscribed.current(null)).message();
    assertThat(failed).contains("HTTP 404", "Not found").doesNotContain("<", "color");
    assertThat(failed.length()).isLessThan(300);
    var broken = subscribed.check().toString();
    status = 200;
    holds(NIGHT);
    var working = subscribed.check().toString();
    assertThat(failed + broken + working + settings.shownUrl())
        .doesNotContain(secret, "abcdefgh12345678", "basic.ics");
    assertThat(working).contains(server.url() + "/***");
  }

  @Test
  void e07_aFileThatCantBeUsedIsAFailureWithItsLines() {
    holds(NIGHT);
    text = text.replace("DURATION:PT8H", "DURATION:PT8H\r\nRRULE:FREQ=SECONDLY");
    var failed = Outcomes.failed(source.current(null));
    assertThat(failed.code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(failed.message()).contains("line 12: FREQ=SECONDLY isn't taken");
    text = "x".repeat(2_000_000);
    assertThat(Outcomes.failed(source.current(null)).code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(source.check().ok()).isFalse();
  }
}
