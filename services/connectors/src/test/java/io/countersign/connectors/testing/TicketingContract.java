package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
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

  /** Somebody deletes a ticket. */
  protected abstract void deleted(Reference ticket);

  protected abstract void down();

  private Ticket created() {
    return Outcomes.value(ticketing().create(KEY, DRAFT));
  }

  private static Reference elsewhere(Ticket ticket) {
    var it = ticket.reference();
    return new Reference(it.system(), it.kind(), it.id(), it.url() + "?moved");
  }

  @Test
  void aTicketIsCreatedAndReferredTo() {
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
  void theSameCorrelationIsTheSameTicketAsItIsNow() {
    var ticket = created();
    var other = new TicketDraft("incident", "another", "", Map.of());
    changedByOthers(ticket.reference(), "priority", "1");
    var again = Outcomes.value(ticketing().create(KEY, other));
    assertThat(again.reference()).isEqualTo(ticket.reference());
    assertThat(again.title()).isEqualTo(DRAFT.title());
    assertThat(again.fields()).containsEntry("priority", "1");
    assertThat(count()).isEqualTo(1);
    Outcomes.value(ticketing().create(KEY + ".2", other));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aCreationWhoseAnswerWasLostIsFoundAgain() {
    loseNextAnswer();
    var lost = Outcomes.failed(ticketing().create(KEY, DRAFT));
    assertThat(lost.code().effectUnknown()).isTrue();
    assertThat(lost.category().retryable()).isTrue();
    assertThat(created().title()).isEqualTo(DRAFT.title());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void anUpdateSetsItsFieldsAndNoOthers() {
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
  void theSameValuesAgainAreNoChange() {
    var ticket = created();
    var again = Outcomes.value(ticketing().update(ticket.reference(), Map.of("priority", "2")));
    assertThat(again.revision()).isEqualTo(ticket.revision());
  }

  @Test
  void aFieldThatIsNotThereIsRefusedWithAllOthersOfTheUpdate() {
    var ticket = created();
    var failed =
        Outcomes.failed(
            ticketing().update(ticket.reference(), Map.of("priority", "1", "colour", "red")));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category()).isEqualTo(FailureCategory.USER);
    assertThat(failed.message()).contains("colour");
    assertThat(Outcomes.value(ticketing().read(ticket.reference()))).isEqualTo(ticket);
    var draft = new TicketDraft("incident", "x", "", Map.of("colour", "red"));
    assertThat(Outcomes.failed(ticketing().create(KEY + ".2", draft)).code())
        .isEqualTo(FailureCode.REFUSED);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aCommentIsAddedOnceAndSeenByWhomItIsFor() {
    var ticket = created().reference();
    var first = Outcomes.value(ticketing().comment(ticket, "evt_1", NOTE));
    loseNextAnswer();
    var reply = new TicketComment("It works again.", Visibility.PUBLIC);
    assertThat(Outcomes.failed(ticketing().comment(ticket, "evt_2", reply)).code())
        .isEqualTo(FailureCode.TIMEOUT);
    Outcomes.value(ticketing().comment(ticket, "evt_2", reply));
    assertThat(Outcomes.value(ticketing().comment(ticket, "evt_1", NOTE))).isEqualTo(first);
    assertThat(comments(ticket)).containsExactly(NOTE, reply);
  }

  @Test
  void aTransitionTakesAsManyStepsAsItNeeds() {
    var ticket = created();
    var resolved = Outcomes.value(ticketing().transition(ticket.reference(), TicketState.RESOLVED));
    assertThat(resolved.state()).isEqualTo(TicketState.RESOLVED);
    assertThat(resolved.status()).isNotEqualTo(ticket.status());
    var again = Outcomes.value(ticketing().transition(ticket.reference(), TicketState.RESOLVED));
    assertThat(again.revision()).isEqualTo(resolved.revision());
  }

  @Test
  void whereThereIsNoWayATransitionIsRefused() {
    var ticket = created().reference();
    Outcomes.value(ticketing().transition(ticket, TicketState.CANCELLED));
    var failed = Outcomes.failed(ticketing().transition(ticket, TicketState.IN_PROGRESS));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(Outcomes.value(ticketing().read(ticket)).state()).isEqualTo(TicketState.CANCELLED);
  }

  @Test
  void whatWasChangedIsToldInPagesAndEachChangeAtLeastOnce() {
    var tickets = new ArrayList<Reference>();
    for (int i = 0; i < 25; i++) {
      tickets.add(Outcomes.value(ticketing().create(KEY + "." + i, DRAFT)).reference());
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
    assertThat(cursor.length()).isLessThanOrEqualTo(500);
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
  void aCursorOfAnothersIsRefused() {
    assertThat(Outcomes.failed(ticketing().changedSince("not one")).code())
        .isEqualTo(FailureCode.REFUSED);
  }

  @Test
  void aTicketThatWasDeletedIsNotFoundAndNotMadeAnew() {
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
  void beingDownIsToldWithAdviceAndMayBeRetried() {
    assertThat(ticketing().check().ok()).isTrue();
    var ticket = created();
    down();
    var failed = Outcomes.failed(ticketing().create(KEY + ".2", DRAFT));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category().retryable()).isTrue();
    assertThat(
            Outcomes.failed(ticketing().changedSince(ticketing().cursorAt(ticket.updatedAt())))
                .code())
        .isEqualTo(FailureCode.UNREACHABLE);
    assertThat(ticketing().check().advice()).isNotBlank();
  }
}
