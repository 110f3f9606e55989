package io.countersign.connectors.jira;

import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.TicketingContract;
import io.countersign.domain.Reference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract of tickets on a simulated Jira. */
abstract class JiraContract extends TicketingContract {
  protected abstract JiraFixture fixture();

  @AfterEach
  void close() {
    fixture().close();
  }

  @Override
  protected Ticketing ticketing() {
    return fixture().ticketing;
  }

  @Override
  protected int count() {
    return fixture().jira.site().count();
  }

  @Override
  protected List<TicketComment> comments(Reference ticket) {
    return fixture().jira.site().commentsOf(ticket.id()).stream()
        .map(
            it ->
                it.startsWith("internal: ")
                    ? new TicketComment(it.substring(10), Visibility.INTERNAL)
                    : new TicketComment(it, Visibility.PUBLIC))
        .toList();
  }

  @Override
  protected void loseNextAnswer() {
    fixture().loseNextWrite();
  }

  @Override
  protected void changedByOthers(Reference ticket, String field, String value) {
    fixture().jira.site().editAs("alice", ticket.id(), field, value);
  }

  @Override
  protected TicketUser commentedByOthers(Reference ticket, String text) {
    fixture().jira.site().commentAs("alice", ticket.id(), text);
    return fixture().user("alice");
  }

  @Override
  protected void movedElsewhere(Reference ticket) {
    fixture().jira.site().move(ticket.id(), "DEV");
  }

  @Override
  protected void deleted(Reference ticket) {
    fixture().jira.site().deleteAs("alice", ticket.id());
  }

  @Override
  protected void down() {
    fixture().jira.close();
  }
}
