package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The contract of every system of tickets. There are no tickets; {@code priority} and {@code
 * service} are fields, {@code colour} isn't. What was cancelled stays so.
 */
public abstract class TicketingContract {
  protected static final String KEY = "countersign:inc_0123456789abcdef";
  protected static final TicketDraft DRAFT =
      new TicketDraft(
          "incident",
          "checkout-api fails since 1.5.0",
          "Every second request answers 500.",
          Map.of("priority", "2"));
  private static final TicketComment NOTE =
      new TicketComment("Rolled back to 1.4.2.", Visibility.INTERNAL);

  protected abstract Ticketing ticketing();

  /** How many tickets there are. */
  protected abstract int count();

  /** A ticket's comments, in order. */
  protected abstract List<TicketComment> comments(Reference ticket);

  /** The next creation or comment takes place, and its answer is lost. */
  protected abstract void loseNextAnswer();

  /** Somebody sets a field, not by way of us. */
  protected abstract void changedByOthers(Reference ticket, String field, String value);

  /** Somebody writes a comment that whoever raised the ticket may see, not by way of us. */
  protected abstract TicketUser commentedByOthers(Reference ticket, String text);

  /** Somebody moves a ticket to where it has another address, such as another project. */
  protected abstract void movedElsewhere(Reference ticket);

  /** Somebody deletes a ticket. */
  protected abstract void deleted(Reference ticket);

  protected abstract void down();

  private Ticket created() {
    return Outcomes.value(ticketing().create(KEY, DRAFT, null));
  }

  private static Reference elsewhere(Ticket ticket) {
    var it = ticket.reference();
    return new Reference(it.system(), it.kind(), it.id(), it.url() + "?moved");
  }

  @Test
  protected void aTicketIsCreatedAndReferredTo() {
    var ticket = created();
    assertThat(ticket.reference().system()).isEqualTo(ticketing().name());
    assertThat(ticket.reference().kind()).isEqualTo("incident");
    assertThat(ticket.correlation()).isEqualTo(KEY);
    assertThat(ticket.title()).isEqualTo(DRAFT.title());
    assertThat(ticket.state()).isEqualTo(TicketState.NEW);
    assertThat(ticket.status()).isNotBlank();
    assertThat(ticket.fields()).containsEntry("priority", "2");
    assertThat(Outcomes.value(ticketing().read(elsewhere(ticket)))).isEqualTo(ticket);
  }

  @Test
  protected void theSameCorrelationIsTheSameTicketAsItIsNow() {
    var ticket = created();
    var other = new TicketDraft("incident", "another", "", Map.of());
    changedByOthers(ticket.reference(), "priority", "1");
    var again = Outcomes.value(ticketing().create(KEY, other, null));
    assertThat(again.reference()).isEqualTo(ticket.reference());
    assertThat(again.title()).isEqualTo(DRAFT.title());
    assertThat(again.fields()).containsEntry("priority", "1");
    assertThat(count()).isEqualTo(1);
    Outcomes.value(ticketing().create(KEY + ".2", other, null));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  protected void aCreationWhoseAnswerWasLostIsFoundAgain() {
    loseNextAnswer();
    var lost = Outcomes.failed(ticketing().create(KEY, DRAFT, null));
    assertThat(lost.code().effectUnknown()).isTrue();
    assertThat(lost.category().retryable()).isTrue();
    assertThat(created().title()).isEqualTo(DRAFT.title());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  protected void anUpdateSetsItsFieldsAndNoOthers() {
    var ticket = created();
    var updated =
        Outcomes.value(ticketing().update(ticket.reference(), Map.of("service", "checkout-api")));
    assertThat(updated.fields())
        .containsEntry("service", "checkout-api")
        .containsEntry("priority", "2");
    assertThat(updated.revision()).isNotEqualTo(ticket.revision());
    assertThat(Outcomes.value(ticketing().read(ticket.reference()))).isEqualTo(updated);
    var emptied = Outcomes.value(ticketing().update(ticket.reference(), Map.of("priority", "")));
    assertThat(emptied.fields().getOrDefault("priority", "")).isEmpty();
  }

  @Test
  protected void theSameValuesAgainAreNoChange() {
    var ticket = created();
    var again = Outcomes.value(ticketing().update(ticket.reference(), Map.of("priority", "2")));
    assertThat(again.revision()).isEqualTo(ticket.revision());
  }

  @Test
  protected void aFieldThatIsNotThereIsRefusedWithAllOthersOfTheUpdate() {
    var ticket = created();
    var failed =
        Outcomes.failed(
            ticketing().update(ticket.reference(), Map.of("priority", "1", "colour", "red")));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category()).isEqualTo(FailureCategory.USER);
    assertThat(failed.message()).contains("colour");
    assertThat(Outcomes.value(ticketing().read(ticket.reference()))).isEqualTo(ticket);
    var draft = new TicketDraft("incident", "x", "", Map.of("colour", "red"));
    assertThat(Outcomes.failed(ticketing().create(KEY + ".2", draft, null)).code())
        .isEqualTo(FailureCode.REFUSED);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  protected void aCommentIsAddedOnceAndSeenByWhomItIsFor() {
    var ticket = created().reference();
    var first = Outcomes.value(ticketing().comment(ticket, "evt_1", NOTE));
    loseNextAnswer();
    var reply = new TicketComment("It works again.", Visibility.PUBLIC);
    assertThat(Outcomes.failed(ticketing().comment(ticket, "evt_2", reply)).code().effectUnknown())
        .isTrue();
    Outcomes.value(ticketing().comment(ticket, "evt_2", reply));
    assertThat(Outcomes.value(ticketing().comment(ticket, "evt_1", NOTE))).isEqualTo(first);
    assertThat(comments(ticket)).containsExactly(NOTE, reply);
  }

  @Test
  protected void aTransitionTakesAsManyStepsAsItNeeds() {
    var ticket = created();
    var resolved = Outcomes.value(ticketing().transition(ticket.reference(), TicketState.RESOLVED));
    assertThat(resolved.state()).isEqualTo(TicketState.RESOLVED);
    assertThat(resolved.status()).isNotEqualTo(ticket.status());
    var again = Outcomes.value(ticketing().transition(ticket.reference(), TicketState.RESOLVED));
    assertThat(again.revision()).isEqualTo(resolved.revision());
  }

  @Test
  protected void whereThereIsNoWayATransitionIsRefused() {
    var ticket = created().reference();
    Outcomes.value(ticketing().transition(ticket, TicketState.CANCELLED));
    var failed = Outcomes.failed(ticketing().transition(ticket, TicketState.IN_PROGRESS));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(Outcomes.value(ticketing().read(ticket)).state()).isEqualTo(TicketState.CANCELLED);
  }

  @Test
  protected void whatWasChangedIsToldInPagesAndEachChangeAtLeastOnce() {
    var tickets = new ArrayList<Reference>();
    for (int i = 0; i < 25; i++) {
      tickets.add(Outcomes.value(ticketing().create(KEY + "." + i, DRAFT, null)).reference());
    }
    var first = tickets.getFirst();
    var from = Outcomes.value(ticketing().read(first)).updatedAt();
    var cursor = ticketing().cursorAt(from);
    var told = new ArrayList<Ticket>();
    cursor = tellAll(cursor, told);
    assertThat(told).extracting(it -> it.reference().id()).containsAll(ids(tickets));

    changedByOthers(first, "priority", "1");
    var changed = new ArrayList<Ticket>();
    cursor = tellAll(cursor, changed);
    assertThat(changed)
        .filteredOn(it -> it.reference().isSameThing(first))
        .extracting(it -> it.fields().get("priority"))
        .contains("1");
    assertThat(cursor.length()).isLessThanOrEqualTo(5_000);
  }

  private String tellAll(String from, List<Ticket> told) {
    var cursor = from;
    for (int pages = 0; pages < 100; pages++) {
      var page = Outcomes.value(ticketing().changedSince(cursor));
      told.addAll(page.tickets());
      cursor = page.cursor();
      if (!page.more()) {
        return cursor;
      }
    }
    throw new AssertionError("there are always more");
  }

  private static List<String> ids(List<Reference> tickets) {
    return tickets.stream().map(Reference::id).toList();
  }

  @Test
  protected void aCursorOfAnothersIsRefused() {
    assertThat(Outcomes.failed(ticketing().changedSince("not one")).code())
        .isEqualTo(FailureCode.REFUSED);
  }

  @Test
  protected void aTicketThatWasDeletedIsNotFoundAndNotMadeAnew() {
    var ticket = created().reference();
    deleted(ticket);
    assertThat(Outcomes.failed(ticketing().read(ticket)).code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Outcomes.failed(ticketing().update(ticket, Map.of("priority", "1"))).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Outcomes.failed(ticketing().comment(ticket, "evt_1", NOTE)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Outcomes.failed(ticketing().transition(ticket, TicketState.CLOSED)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(count()).isZero();
  }

  @Test
  protected void beingDownIsToldWithAdviceAndMayBeRetried() {
    assertThat(ticketing().check().ok()).isTrue();
    var ticket = created();
    down();
    var failed = Outcomes.failed(ticketing().create(KEY + ".2", DRAFT, null));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category().retryable()).isTrue();
    assertThat(
            Outcomes.failed(ticketing().changedSince(ticketing().cursorAt(ticket.updatedAt())))
                .code())
        .isEqualTo(FailureCode.UNREACHABLE);
    assertThat(ticketing().check().advice()).isNotBlank();
  }

  @Test
  protected void commentsTellWhoWroteThemAndWhichAreOurs() {
    var ticket = created().reference();
    Outcomes.value(ticketing().comment(ticket, "evt_1", NOTE));
    var person = commentedByOthers(ticket, "Is it the database?");
    var all = Outcomes.value(ticketing().comments(ticket));
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().key()).isEqualTo("evt_1");
    assertThat(all.getFirst().author()).isEqualTo(Outcomes.value(ticketing().self()));
    assertThat(all.getFirst().visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(all.getLast().key()).isNull();
    assertThat(all.getLast().author()).isEqualTo(person);
    assertThat(all.getLast().text()).contains("Is it the database?");
    assertThat(all.getLast().visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(all).extracting(it -> it.reference().id()).doesNotHaveDuplicates();
  }

  @Test
  protected void theHistoryTellsOursFromOthers() {
    var ticket = created();
    var reference = ticket.reference();
    Outcomes.value(ticketing().update(reference, Map.of("priority", "1")));
    changedByOthers(reference, "priority", "3");
    var told = Outcomes.value(ticketing().history(reference, ticket.updatedAt()));
    var self = Outcomes.value(ticketing().self());
    assertThat(told).filteredOn(it -> it.by().equals(self)).extracting("to").contains("1");
    var others = told.stream().filter(it -> !it.by().equals(self)).toList();
    assertThat(others).extracting("field", "from", "to").contains(tuple("priority", "1", "3"));
  }

  @Test
  protected void aChangeOfStateIsToldByTheNamesOfStates() {
    var ticket = created();
    Outcomes.value(ticketing().transition(ticket.reference(), TicketState.IN_PROGRESS));
    var told = Outcomes.value(ticketing().history(ticket.reference(), ticket.updatedAt()));
    assertThat(told)
        .extracting("field", "from", "to")
        .contains(tuple("state", "NEW", "IN_PROGRESS"));
  }

  @Test
  protected void aTicketThatWasMovedIsFoundByItsId() {
    var ticket = created();
    movedElsewhere(ticket.reference());
    var found = Outcomes.value(ticketing().read(ticket.reference()));
    assertThat(found.reference().isSameThing(ticket.reference())).isTrue();
    assertThat(found.reference().url()).isNotEqualTo(ticket.reference().url());
    assertThat(Outcomes.value(ticketing().create(KEY, DRAFT, null)).reference())
        .isEqualTo(found.reference());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  protected void theFieldsThatThereAreAreTold() {
    assertThat(Outcomes.value(ticketing().fields("incident")))
        .containsKeys("priority", "service")
        .doesNotContainKey("colour");
  }
}
