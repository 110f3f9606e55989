package io.countersign.server.ticketing.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is configured is told what was done after a ticket system had been away. */
class OutageNoticesTest {
  private static final String DRAINED =
      """
      insert into ticket_outage (system, began_at, ended_at, code, tickets, drained_at, taken, stuck)
      values (?, now() - interval '2 hours', now(), 'UNREACHABLE', 7, now(), 12, 2)\
      """;

  private final TestServer server = TestServer.running();
  private final String system = "jira" + UUID.randomUUID().toString().substring(0, 8);
  private final MemoryNotifier receiver = new MemoryNotifier("outages" + UUID.randomUUID());

  @Test
  void itsReportIsToldOnce() {
    server.bean(OutageNotices.class).register(receiver, "http://127.0.0.1");
    var transactions = server.bean(Ledger.class).transactions();
    var _ = transactions.call(sql -> sql.execute(DRAINED, system));
    var reports = server.bean(OutageRecord.class);
    reports.record(system, Instant.now());
    reports.record(system, Instant.now());
    Eventually.holds("it is told", () -> !told().isEmpty());
    assertThat(told()).hasSize(1);
    var notice = told().getFirst();
    assertThat(notice.kind()).isEqualTo(Notice.Kind.TICKETS_CAUGHT_UP);
    assertThat(notice.toString())
        .contains(system + " was away from", "UNREACHABLE", "of 7 tickets that waited")
        .contains("12 changes of theirs taken", "2 tickets that need somebody");
  }

  /** No rule is configured by which it would be kept. */
  @Test
  void thatATicketWaitsForAPersonIsToldOnce() {
    server.bean(OutageNotices.class).register(receiver, "http://127.0.0.1");
    var incident =
        new IncidentId("inc_" + UUID.randomUUID().toString().replace("-", "").substring(16));
    var link = TicketLinkId.of(system, incident);
    var _ =
        server
            .bean(Ledger.class)
            .send(
                new Submission.OfCommand(
                    new TicketCommand.WantTicket(link, "incident", "gone"),
                    SystemOrigin.context(Instant.now())))
            .join();
    Eventually.holds("it is told", () -> !halted(link).isEmpty());
    var notice = halted(link).getFirst();
    assertThat(notice.kind()).isEqualTo(Notice.Kind.TICKET_HALTED);
    assertThat(notice.incident()).isEqualTo(incident.value());
    assertThat(notice.because())
        .contains("NOT_CONFIGURED", "countersign sync retry " + system + " " + incident);
  }

  private List<Notice> halted(TicketLinkId link) {
    return receiver.notices().stream()
        .filter(it -> it.meaning().title().contains(link.value()))
        .toList();
  }

  private List<Notice> told() {
    return receiver.notices().stream()
        .filter(it -> it.meaning().title().startsWith(system))
        .toList();
  }
}
