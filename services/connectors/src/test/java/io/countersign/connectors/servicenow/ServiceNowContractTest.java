package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.TicketingContract;
import io.countersign.domain.Reference;
import io.countersign.simulators.http.Fault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNowContractTest extends TicketingContract {
  private static final String INCIDENT = "incident";

  @TempDir private Path folder;
  private ServiceNowFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ServiceNowFixture(folder, InstantSource.system(), "");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Override
  protected Ticketing ticketing() {
    return fixture.ticketing;
  }

  @Override
  protected int count() {
    return fixture.serviceNow.instance().count(INCIDENT);
  }

  @Override
  protected List<TicketComment> comments(Reference ticket) {
    return Outcomes.value(fixture.ticketing.comments(ticket)).stream()
        .map(it -> new TicketComment(it.text(), it.visibility()))
        .toList();
  }

  @Override
  protected void loseNextAnswer() {
    fixture
        .serviceNow
        .faults()
        .next("POST /api/now/table/incident", new Fault.LostAnswer())
        .next("PATCH /api/now/table/incident", new Fault.LostAnswer());
  }

  @Override
  protected void changedByOthers(Reference ticket, String field, String value) {
    fixture.serviceNow.instance().update("alice", INCIDENT, ticket.id(), Map.of(field, value));
  }

  @Override
  protected TicketUser commentedByOthers(Reference ticket, String text) {
    changedByOthers(ticket, "comments", text);
    return new TicketUser(fixture.serviceNow.instance().userId("alice"));
  }

  @Override
  protected void movedElsewhere(Reference ticket) {
    throw new UnsupportedOperationException("a record stays where it is");
  }

  @Override
  @Test
  @Disabled("a record of ServiceNow stays in its table and keeps its address")
  protected void aTicketThatWasMovedIsFoundByItsId() {}

  @Override
  protected void deleted(Reference ticket) {
    fixture.serviceNow.instance().delete(INCIDENT, ticket.id());
  }

  @Override
  protected void down() {
    fixture.serviceNow.close();
  }
}
