package io.countersign.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarFeedEvent.FeedFailed;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Submission;
import io.countersign.server.TestServer;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is configured is told where a calendar isn't what somebody thinks that it is. */
class CalendarNoticesTest {
  private final TestServer server = TestServer.running();
  private final String name = "c" + UUID.randomUUID();
  private final MemoryNotifier receiver = new MemoryNotifier("calendars" + UUID.randomUUID());

  @BeforeEach
  void listen() {
    server.bean(CalendarNotices.class).register(receiver, "http://127.0.0.1");
  }

  /** Each year from then on, on the last Sunday in March, when clocks go from 2 to 3 o'clock. */
  private void window(String from, String to) {
    var body =
        """
        {"kind": "window", "scope": "team=%s", "reason": "as pat plans it", "entries": [
          {"start": "2026-03-29T%s", "end": "2026-03-29T%s", "zone": "Europe/Berlin",
           "rule": "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"}]}\
        """
            .formatted(name, from, to);
    var answer = server.put(server.administrator(), "/api/v1/calendars/" + name, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void moveByAnHour() throws SQLException {
    var moved =
        """
        with changed as (update calendar_revision set revision = gen_random_uuid()),
          own as (update calendar_fact set revision = gen_random_uuid())
        update window_occurrence set span = tstzrange(lower(span) + interval '1 hour',
          upper(span) + interval '1 hour') where calendar = ?\
        """;
    try (var connection = server.bean(DataSource.class).getConnection();
        var statement = connection.prepareStatement(moved)) {
      connection.setAutoCommit(true);
      statement.setString(1, calendar().value());
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private CalendarId calendar() {
    return CalendarId.named(name).orElseThrow();
  }

  private Notice told() throws Exception {
    Eventually.holds("it is told", () -> !notices().isEmpty());
    return notices().getFirst();
  }

  private List<Notice> notices() {
    return receiver.notices().stream().filter(it -> it.url().endsWith(name)).toList();
  }

  @Test
  void e02_timesThatTheClockJumpsOverAreTold() throws Exception {
    window("02:00", "03:00");
    assertThat(told().kind()).isEqualTo(Notice.Kind.CALENDAR_SKIPS);
    assertThat(told().toString())
        .contains("-03-", "T02:00", "never takes place")
        .doesNotContain("pat plans");
  }

  @Test
  void aSubscriptionThatFailsIsTold() throws Exception {
    var failed = new FeedFailed(calendar(), "TIMEOUT: it took too long", Instant.now());
    var context = SystemOrigin.context(Instant.now());
    var _ =
        server
            .bean(CommandSender.class)
            .receipts(List.of(new Submission.OfStandaloneEvent(failed, name, context)));
    assertThat(told().kind()).isEqualTo(Notice.Kind.CALENDAR_FEED_FAILED);
    assertThat(told().toString()).contains("it took too long", "stays as it was read last");
  }

  /** Its times as another database had computed them: an hour late. */
  @Test
  void e15_timesThatAnotherTimeZoneDatabaseMovesAreTold() throws Exception {
    window("12:00", "13:00");
    moveByAnHour();
    var recompute = new RecomputeCalendar(calendar(), "9999z");
    var _ = server.bean(CommandSender.class).send(recompute, SystemOrigin.context(Instant.now()));
    assertThat(told().kind()).isEqualTo(Notice.Kind.CALENDAR_RECOMPUTED);
    assertThat(told().toString()).contains("time zone database 9999z changes");
  }
}
