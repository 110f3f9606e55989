package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.TestServer;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.ticketing.outage.OutageWatch;
import io.countersign.server.ticketing.turn.TurnPace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A poll of more changes than are read at once. */
class TicketPollingTest {
  private final TicketScene scene = new TicketScene(TestServer.withoutLoops());
  private final TestServer server = scene.server;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final SourceShortcomings shortcomings = new SourceShortcomings(now::get);

  private TicketPolling polling(MemoryTicketing tickets) {
    InstantSource clock = now::get;
    var links = server.bean(TicketLinks.class);
    var polls = server.bean(TicketPolls.class);
    return new TicketPolling(
        new TicketRules(List.of(scene.rule), new Connections(List.of(tickets)), _ -> ""),
        polls,
        new ChangedTickets(links, polls, new TurnPace(), clock),
        new TicketHints(links, clock),
        server.bean(OutageWatch.class),
        shortcomings,
        clock);
  }

  @Test
  void moreThanIsReadAtOnceIsToldAndReadTheNextTime() {
    for (int i = 0; i < 1_010; i++) {
      var draft = new TicketDraft("incident", "another's", "", Map.of());
      var _ = scene.tickets.create("countersign:other." + i, draft, null);
    }
    var _ = scene.created();
    var polls = server.bean(TicketPolls.class);
    var polling = polling(scene.tickets);
    assertThat(polling.poll(scene.system)).isTrue();
    assertThat(shortcomings.of(scene.system))
        .containsExactly("all that changed: more than is read at once: goes on");
    var halfway = polls.cursor(scene.system);
    now.set(now.get().plusSeconds(60));
    assertThat(polling.poll(scene.system)).isTrue();
    assertThat(shortcomings.of(scene.system)).isEmpty();
    assertThat(polls.cursor(scene.system)).isNotEqualTo(halfway);
    assertThat(polling.backfill(scene.tickets, Instant.EPOCH, false)).isEqualTo(1);
  }
}
