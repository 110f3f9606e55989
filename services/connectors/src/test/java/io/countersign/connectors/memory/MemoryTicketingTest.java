package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.TicketingContract;
import io.countersign.domain.Reference;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

class MemoryTicketingTest extends TicketingContract {
  private final MemoryTicketing ticketing =
      new MemoryTicketing("tickets", InstantSource.system(), Set.of("priority", "service"));

  @Override
  protected Ticketing ticketing() {
    return ticketing;
  }

  @Override
  protected int count() {
    return ticketing.tickets().size();
  }

  @Override
  protected List<TicketComment> comments(Reference ticket) {
    return ticketing.comments(ticket);
  }

  @Override
  protected void loseNextAnswer() {
    ticketing.loseNextAnswer();
  }

  @Override
  protected void changedByOthers(Reference ticket, String field, String value) {
    Outcomes.value(ticketing.update(ticket, Map.of(field, value)));
  }

  @Override
  protected void deleted(Reference ticket) {
    ticketing.delete(ticket);
  }

  @Override
  protected void down() {
    ticketing.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
  }
}
