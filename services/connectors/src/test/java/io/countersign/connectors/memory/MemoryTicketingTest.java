package io.countersign.connectors.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.TicketingContract;
import io.countersign.domain.Reference;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryTicketingTest extends TicketingContract {
  private static final TicketUser ANNA = new TicketUser("account-anna");

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
    return ticketing.posted(ticket);
  }

  @Override
  protected void loseNextAnswer() {
    ticketing.loseNextAnswer();
  }

  @Override
  protected void changedByOthers(Reference ticket, String field, String value) {
    ticketing.edit(ticket, ANNA, Map.of(field, value));
  }

  @Override
  protected TicketUser commentedByOthers(Reference ticket, String text) {
    ticketing.write(ticket, ANNA, text, Visibility.PUBLIC);
    return ANNA;
  }

  @Override
  protected void movedElsewhere(Reference ticket) {
    ticketing.relocate(ticket, "https://tickets.example.org/elsewhere/" + ticket.id());
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

  @Test
  void aDeliveryIsBelievedOnlyIfItIsAuthentic() {
    var body = MemoryTicketing.delivery("7", "d1");
    assertThat(Outcomes.value(ticketing.hint(MemoryTicketing.authentic(), body)))
        .isEqualTo(new TicketHint(Optional.of("7"), "d1"));
    assertThat(Outcomes.failed(ticketing.hint(Map.of(), body)).code())
        .isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(Outcomes.failed(ticketing.hint(MemoryTicketing.authentic(), new byte[0])).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void whatIsKeptFromUsLooksDeletedUntilItIsShownAgain() {
    var ticket = Outcomes.value(ticketing.create(KEY, DRAFT, null)).reference();
    ticketing.hide(ticket, true);
    assertThat(Outcomes.failed(ticketing.read(ticket)).code()).isEqualTo(FailureCode.NOT_FOUND);
    ticketing.hide(ticket, false);
    assertThat(Outcomes.value(ticketing.read(ticket)).reference()).isEqualTo(ticket);
  }
}
