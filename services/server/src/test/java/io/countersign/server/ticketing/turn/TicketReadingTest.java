package io.countersign.server.ticketing.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.server.config.tickets.TicketRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ticket whose history isn't told this once. */
class TicketReadingTest {
  private static final TicketLinkId LINK = new TicketLinkId("memory/inc_0123456789abcdef");

  private final MemoryTicketing tickets =
      new MemoryTicketing("memory", InstantSource.system(), Set.of("priority", "assignee"));

  private Reference created() {
    var draft =
        new TicketDraft("incident", "High error rate", "", Map.of("priority", "High"), Map.of());
    return switch (tickets.create(LINK.correlation(), draft, null)) {
      case Outcome.Ok<Ticket>(var it) -> it.reference();
      case Outcome.Failed<Ticket> failed -> throw new AssertionError(failed.message());
    };
  }

  private static TicketRule rule() {
    var severity = new FieldRule("severity", Direction.BOTH, OnConflict.NEWEST);
    return new TicketRule(
        "all",
        "tickets",
        "incident",
        TicketRule.Match.ANY,
        Map.of(),
        Map.of(),
        List.of(new TicketRule.Mapping(severity, "priority", Map.of())),
        OnClosed.COMMENT,
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  @Test
  void aLookWhoseHistoryCanNotBeReadFailsAndTheNextOneTellsWhoDidIt() {
    var reading = new TicketReading(tickets, LINK, rule());
    var ticket = created();
    tickets.edit(ticket, MemoryTicketing.SELF, Map.of("priority", "Low"));
    tickets.limitHistory(true);
    assertThat(reading.of(ticket)).isInstanceOf(Outcome.Failed.class);
    tickets.limitHistory(false);
    if (!(reading.of(ticket) instanceof Outcome.Ok<TicketReading.Read>(var read))) {
      throw new AssertionError("it can be read again");
    }
    assertThat(read.sight().changes())
        .anyMatch(it -> it.to().equals("Low") && it.account().equals(MemoryTicketing.SELF.id()));
  }
}
