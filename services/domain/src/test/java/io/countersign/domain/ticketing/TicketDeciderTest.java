package io.countersign.domain.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.Surface;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.FieldRule.Side;
import io.countersign.domain.ticketing.TicketCommand.IntendWrite;
import io.countersign.domain.ticketing.TicketCommand.LinkTicket;
import io.countersign.domain.ticketing.TicketCommand.ObserveTicket;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.domain.ticketing.TicketSight.Change;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Given a linked ticket, when it's read, then what that means. */
class TicketDeciderTest {
  private static final TicketLinkId LINK = new TicketLinkId("jira/inc_0123456789abcdef");
  private static final Reference TICKET =
      new Reference("jira", "issue", "10042", "https://jira.example.org/browse/OPS-1");
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
  private static final String SELF = "account-ours";
  private static final String ANNA = "account-anna";

  private TicketLink state = TicketLink.NONE;

  private Decision<TicketEvent> when(TicketCommand command) {
    var context =
        new CommandContext(
            new UUID(0, 1), Actor.SYSTEM, AT, Surface.WORKFLOW, null, null, null, Facts.NONE);
    var decision = TicketDecider.decide(state, command, context);
    for (var event : decision.events()) {
      state = TicketLink.evolve(state, event);
    }
    return decision;
  }

  private void linked(String ours, String theirs) {
    when(new WantTicket(LINK, "incident", "all"));
    when(intent(ours, theirs, 0));
    when(new LinkTicket(LINK, TICKET));
  }

  private IntendWrite intent(String ours, String theirs, int second) {
    var agreed = state.field("priority").agreed();
    return new IntendWrite(
        LINK,
        Map.of("priority", new Agreement(ours, theirs)),
        agreed == null ? Map.of() : Map.of("priority", agreed),
        second == 0 ? Instant.EPOCH : AT.plusSeconds(second));
  }

  private static TicketSight.Comment comment(int number, @Nullable String key, String account) {
    return new TicketSight.Comment(
        "c" + number,
        key,
        account,
        false,
        new BlobRef(Digest.of(new byte[] {1}), 1, "text/plain"),
        AT.plusSeconds(number));
  }

  private List<TicketEvent> said(List<TicketSight.Comment> comments) {
    return when(new ObserveTicket(
            LINK,
            new TicketSight(TICKET, Map.of(), List.of(), comments, SELF),
            Map.of(),
            List.of(),
            OnClosed.COMMENT))
        .events();
  }

  private static ObserveTicket seen(
      OnConflict policy, String ours, String there, String theirs, Change... changes) {
    return new ObserveTicket(
        LINK,
        new TicketSight(TICKET, Map.of("priority", theirs), List.of(changes), List.of(), SELF),
        Map.of("priority", new OurField(ours, there, AT)),
        List.of(new FieldRule("priority", Direction.BOTH, policy)),
        OnClosed.COMMENT);
  }

  private static Change change(String to, String account, int second) {
    return new Change("priority", "", to, account, AT.plusSeconds(second));
  }

  private Step next(String ours, String there, String... sayings) {
    return TicketCourse.next(
        state,
        Map.of("priority", new OurField(ours, there, AT)),
        List.of(new FieldRule("priority", Direction.BOTH, OnConflict.ASK)),
        List.of(sayings),
        AT);
  }

  @Test
  void beforeItIsLinkedItIsCreated() {
    when(new WantTicket(LINK, "incident", "all"));
    assertThat(next("1", "High")).isInstanceOf(Step.Create.class);
    assertThat(when(new WantTicket(LINK, "incident", "all")).answer())
        .isInstanceOf(Answer.Unchanged.class);
  }

  @Test
  void thatItWasMergedIntoAnotherIsToldOnce() {
    linked("1", "High");
    var into = new Reference("jira", "issue", "77", "https://jira.example/browse/OPS-77");
    var sight = new TicketSight(TICKET, Map.of(), List.of(), List.of(), SELF, into);
    var seen = new ObserveTicket(LINK, sight, Map.of(), List.of(), OnClosed.COMMENT);
    assertThat(when(seen).events()).containsExactly(new TicketEvent.Merged(LINK, into));
    assertThat(when(seen).events()).isEmpty();
    assertThat(state.reference()).isEqualTo(TICKET);
  }

  @Test
  void whatWeWroteIsNoChangeAndTheSameAgainIsNothing() {
    linked("1", "High");
    assertThat(when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1))).events())
        .singleElement()
        .isInstanceOf(TicketEvent.Written.class);
    for (int i = 0; i < 5; i++) {
      assertThat(when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1))).events())
          .isEmpty();
    }
    assertThat(next("1", "High")).isInstanceOf(Step.Rest.class);
  }

  @Test
  void whatSomebodyChangedIsTakenBeforeAnythingIsWritten() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    when(seen(OnConflict.ASK, "1", "High", "Low", change("High", SELF, 1), change("Low", ANNA, 2)));
    assertThat(next("1", "High"))
        .isInstanceOfSatisfying(
            Step.Take.class, it -> assertThat(it.change().account()).isEqualTo(ANNA));
  }

  @Test
  void aTranslationThatLosesSomethingIsNoChange() {
    linked("4", "Low");
    when(seen(OnConflict.ASK, "4", "Low", "Low"));
    when(seen(OnConflict.ASK, "4", "Low", "Lowest", change("Lowest", ANNA, 2)));
    when(new TicketCommand.TakeChange(LINK, "priority", "4", true, ""));
    assertThat(when(seen(OnConflict.ASK, "4", "Low", "Lowest")).events()).isEmpty();
    assertThat(next("4", "Low")).isInstanceOf(Step.Rest.class);
  }

  @Test
  void whereBothChangedItAPersonIsAskedAndNothingIsWritten() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High"));
    var events = when(seen(OnConflict.ASK, "2", "Medium", "Low", change("Low", ANNA, 2))).events();
    assertThat(events).singleElement().isInstanceOf(TicketEvent.ConflictFound.class);
    assertThat(next("2", "Medium")).isInstanceOf(Step.Rest.class);
    state =
        TicketLink.evolve(
            state,
            new TicketEvent.ConflictSettled(
                LINK, "priority", Side.OURS, new PrincipalId("person_1")));
    assertThat(next("2", "Medium")).isInstanceOf(Step.Write.class);
  }

  @Test
  void whatWasWrittenOverBeforeItWasSeenIsAConflict() {
    linked("1", "High");
    when(seen(OnConflict.THEIRS, "1", "High", "High", change("High", SELF, 1)));
    when(intent("2", "Medium", 1));
    var events =
        when(seen(
                OnConflict.THEIRS,
                "2",
                "Medium",
                "Medium",
                change("High", SELF, 1),
                change("Low", ANNA, 2),
                change("Medium", SELF, 3)))
            .events();
    assertThat(events)
        .hasExactlyElementsOfTypes(
            TicketEvent.Written.class,
            TicketEvent.ConflictFound.class,
            TicketEvent.ConflictSettled.class);
    assertThat(state.field("priority").waiting().value()).isEqualTo("Low");
  }

  @Test
  void aHopOnOurWayIsNotSomebodysChange() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    when(intent("3", "Low", 1));
    var events =
        when(seen(
                OnConflict.ASK,
                "3",
                "Low",
                "Medium",
                change("High", SELF, 1),
                change("Medium", SELF, 2)))
            .events();
    assertThat(events).singleElement().isInstanceOf(TicketEvent.EchoObserved.class);
    assertThat(next("3", "Low")).isInstanceOf(Step.Write.class);
  }

  @Test
  void aTicketThatIsNotFoundThreeTimesIsOutOfReachAndNotMadeAnew() {
    linked("1", "High");
    for (int i = 0; i < TicketDecider.TRIES; i++) {
      when(new RecordFailure(LINK, "NOT_FOUND", "", true, AT));
    }
    assertThat(state.health().unreachable()).isTrue();
    assertThat(next("1", "High")).isInstanceOf(Step.Rest.class);
    assertThat(when(seen(OnConflict.ASK, "1", "High", "High")).events())
        .first()
        .isInstanceOf(TicketEvent.Reached.class);
  }

  @Test
  void whatCanNotBeTriedAgainWaitsForAPerson() {
    linked("1", "High");
    when(new RecordFailure(LINK, "REFUSED", "no such field", false, null));
    assertThat(state.health().halted()).isTrue();
    assertThat(next("1", "High")).isInstanceOf(Step.Rest.class);
  }

  @Test
  void aWriteThatWasWorkedOutBeforeSomebodyDidSomethingIsRefused() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    var early = intent("2", "Medium", 1);
    when(seen(OnConflict.ASK, "1", "High", "Low", change("High", SELF, 1), change("Low", ANNA, 2)));
    refused(early);
    refused(intent("2", "Medium", 2));
    when(new TicketCommand.TakeChange(LINK, "priority", "1", false, "UNKNOWN_PERSON"));
    refused(early);
    assertThat(when(intent("2", "Medium", 2)).answer()).isInstanceOf(Answer.Done.class);
  }

  private void refused(IntendWrite write) {
    assertThat(when(write).answer()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void nothingIsWrittenWhereAPersonIsAskedOrTheTicketIsOutOfReachOrPaused() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    when(seen(OnConflict.ASK, "2", "Medium", "Low", change("Low", ANNA, 2)));
    assertThat(state.field("priority").conflict()).isNotNull();
    refused(intent("2", "Medium", 2));
    linkedAnew();
    state = TicketLink.evolve(state, new TicketEvent.Paused(LINK, new PrincipalId("person_1")));
    refused(intent("2", "Medium", 1));
    linkedAnew();
    state = TicketLink.evolve(state, new TicketEvent.Unreachable(LINK));
    refused(intent("2", "Medium", 1));
    state = TicketLink.evolve(state, new TicketEvent.Gone(LINK, new PrincipalId("person_1")));
    refused(intent("2", "Medium", 1));
  }

  private void linkedAnew() {
    state = TicketLink.NONE;
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
  }

  @Test
  void commentsComeAHundredAtATimeInOrderEachOnceAndLittleIsRemembered() {
    linked("1", "High");
    var all = IntStream.rangeClosed(1, 1_000).mapToObj(it -> comment(it, null, ANNA)).toList();
    var received = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      var events = said(all.reversed());
      assertThat(events).hasSizeLessThanOrEqualTo(100);
      assertThat(said(all)).isEmpty();
      for (var event : events) {
        var id = ((TicketEvent.CommentReceived) event).comment();
        received.add(id);
        when(new TicketCommand.TakeComment(LINK, id, false));
      }
    }
    assertThat(received).containsExactlyElementsOf(all.stream().map(it -> it.id()).toList());
    assertThat(state.comments().received().seen()).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void aKeyThatSomebodyElseWroteIsNoEcho() {
    linked("1", "High");
    when(new TicketCommand.PostedComment(LINK, "evt_1"));
    var events = said(List.of(comment(1, "evt_1", SELF), comment(2, "evt_1", ANNA)));
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            TicketEvent.CommentReceived.class, it -> assertThat(it.comment()).isEqualTo("c2"));
  }

  @Test
  void whatWasNeverWantedIsRefused() {
    assertThat(when(new LinkTicket(LINK, TICKET)).answer()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void whatWasWrittenOverIsNotMistakenForALateWriteOfOursThatPutTheSameThere() {
    linked("1", "High");
    when(seen(OnConflict.OURS, "1", "High", "High", change("High", SELF, 1)));
    when(intent("2", "Medium", 1));
    var events =
        when(seen(
                OnConflict.OURS,
                "2",
                "Medium",
                "Low",
                change("High", SELF, 1),
                change("Low", ANNA, 2),
                change("Medium", SELF, 3),
                change("Low", SELF, 4)))
            .events();
    assertThat(events)
        .filteredOn(TicketEvent.ConflictFound.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            TicketEvent.ConflictFound.class,
            it -> {
              assertThat(it.theirs()).isEqualTo("Low");
              assertThat(it.account()).isEqualTo(ANNA);
            });
    assertThat(next("2", "Medium")).isInstanceOf(Step.Write.class);
  }

  @Test
  void aPauseOutlastsWhatTheRunningTurnComesToKnow() {
    when(new WantTicket(LINK, "incident", "all"));
    state = TicketLink.evolve(state, new TicketEvent.Paused(LINK, new PrincipalId("person_1")));
    when(new TicketCommand.RecordFailure(LINK, "TIMEOUT", "late", false, AT.plusSeconds(15)));
    when(new TicketCommand.LinkTicket(LINK, TICKET));
    when(new TicketCommand.RecoverTicket(LINK, Set.of()));
    assertThat(state.reference()).isEqualTo(TICKET);
    assertThat(state.health().isPaused()).isTrue();
    assertThat(next("1", "High")).isInstanceOf(Step.Rest.class);
  }

  @Test
  void whatWasPassedOverIsNeitherWrittenNorSaidAgain() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    when(new TicketCommand.RecordFailure(LINK, "REFUSED", "too long", false, null));
    var skip =
        new TicketEvent.Skipped(
            LINK, new PrincipalId("person_1"), Map.of("priority", "2"), List.of("evt_7"));
    state = TicketLink.evolve(state, skip);
    assertThat(next("2", "Medium", "evt_7")).isInstanceOf(Step.Rest.class);
    assertThat(next("2", "Medium", "evt_8")).isEqualTo(new Step.Say("evt_8"));
    assertThat(next("3", "Low", "evt_8")).isInstanceOf(Step.Write.class);
  }

  @Test
  void whatIsHeldThereIsNoFailureAndIsWrittenOnceOursIsAnother() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High"));
    var held = new TicketCommand.HoldWrite(LINK, "priority", "it waits for Approved");
    assertThat(when(held).events()).isEmpty();
    when(intent("2", "Low", 1));
    assertThat(when(held).events())
        .containsExactly(new TicketEvent.WriteHeld(LINK, "priority", "it waits for Approved"));
    assertThat(when(held).events()).isEmpty();
    assertThat(state.health()).isEqualTo(TicketLink.Health.WELL);
    when(seen(OnConflict.ASK, "2", "Low", "High"));
    assertThat(next("2", "Low", "evt_1")).isEqualTo(new Step.Say("evt_1"));
    assertThat(next("3", "Lowest", "evt_1")).isInstanceOf(Step.Write.class);
    assertThat(when(seen(OnConflict.ASK, "2", "Low", "Low", change("Low", SELF, 3))).events())
        .hasOnlyElementsOfType(TicketEvent.Written.class);
    assertThat(state.field("priority").isHeld("2")).isFalse();
  }

  @Test
  void whatFailedIsRecoveredOnceAndWhatNeverFailedIsNot() {
    linked("1", "High");
    assertThat(when(new TicketCommand.RecoverTicket(LINK, Set.of())).events()).isEmpty();
    when(new TicketCommand.RecordFailure(LINK, "TIMEOUT", "late", false, AT.plusSeconds(15)));
    assertThat(when(new TicketCommand.RecoverTicket(LINK, Set.of())).events())
        .containsExactly(new TicketEvent.Recovered(LINK));
    assertThat(state.health()).isEqualTo(TicketLink.Health.WELL);
    assertThat(when(new TicketCommand.RecoverTicket(LINK, Set.of())).events()).isEmpty();
  }

  @Test
  void anOutageThatEndsLeavesWhatFailedByItsOwnFault() {
    var away = Set.of("UNREACHABLE", "BAD_ANSWER");
    linked("1", "High");
    when(new TicketCommand.RecordFailure(LINK, "REFUSED", "no such field", false, null));
    assertThat(when(new TicketCommand.RecoverTicket(LINK, away)).events()).isEmpty();
    assertThat(when(new TicketCommand.RecoverTicket(LINK, Set.of())).events()).isEmpty();
    assertThat(state.health().halted()).isTrue();
  }

  @Test
  void anOutageThatEndsRecoversWhatItHalted() {
    linked("1", "High");
    when(new TicketCommand.RecordFailure(LINK, "BAD_ANSWER", "no JSON", false, null));
    assertThat(when(new TicketCommand.RecoverTicket(LINK, Set.of("BAD_ANSWER"))).events())
        .containsExactly(new TicketEvent.Recovered(LINK));
  }

  private static ObserveTicket state(
      OnConflict policy, OnClosed onClosed, String ours, String there, String theirs, int second) {
    return new ObserveTicket(
        LINK,
        new TicketSight(
            TICKET,
            Map.of("state", theirs),
            List.of(new Change("state", "", theirs, ANNA, AT.plusSeconds(second))),
            List.of(),
            SELF),
        Map.of("state", new OurField(ours, there, AT)),
        List.of(new FieldRule("state", Direction.BOTH, policy)),
        onClosed);
  }

  /** Both changed it: acknowledged here, and ended there. */
  private void ended(OnConflict policy, OnClosed onClosed) {
    when(new WantTicket(LINK, "incident", "all"));
    when(new LinkTicket(LINK, TICKET));
    when(state(policy, onClosed, "open", "NEW", "NEW", 1));
    when(state(policy, onClosed, "open", "NEW", "ON_HOLD", 2));
    when(state(policy, onClosed, "acknowledged", "IN_PROGRESS", "ON_HOLD", 2));
    when(state(policy, onClosed, "acknowledged", "IN_PROGRESS", "CLOSED", 3));
  }

  @Test
  void aClosedTicketIsAnsweredByTheRuleAlsoWhereItWonAConflict() {
    ended(OnConflict.THEIRS, OnClosed.COMMENT);
    var field = state.field("state");
    assertThat(field.waiting()).isNull();
    assertThat(state.comments().due()).singleElement().asString().contains("closed-externally");
  }

  @Test
  void whoSettlesAConflictForTheTicketDoesNotEndTheIncidentByIt() {
    when(new WantTicket(LINK, "incident", "all"));
    when(new LinkTicket(LINK, TICKET));
    var conflict = new TicketEvent.ConflictFound(LINK, "state", "acknowledged", "CLOSED", ANNA, AT);
    state = TicketLink.evolve(state, conflict);
    state =
        TicketLink.evolve(
            state, new TicketEvent.ConflictSettled(LINK, "state", Side.THEIRS, PrincipalId.SYSTEM));
    assertThat(state.field("state").waiting()).isNotNull();
    when(state(OnConflict.ASK, OnClosed.REOPEN, "acknowledged", "IN_PROGRESS", "CLOSED", 0));
    assertThat(state.field("state").waiting()).isNull();
    assertThat(state.field("state").agreed()).isEqualTo(Agreement.toWrite("CLOSED"));
  }

  @Test
  void whereTheRuleAcceptsItWhatWasEndedWaitsToBeAskedFor() {
    ended(OnConflict.THEIRS, OnClosed.ACCEPT);
    var waiting = state.field("state").waiting();
    assertThat(waiting).isNotNull();
    assertThat(waiting.value()).isEqualTo("CLOSED");
    when(new TicketCommand.TakeChange(LINK, "state", "resolved", true, ""));
    assertThat(state.comments().due()).isEmpty();
  }

  @Test
  void whatIsDoneThereHasItsNumber() {
    linked("1", "High");
    when(seen(OnConflict.ASK, "1", "High", "High", change("High", SELF, 1)));
    for (int i = 1; i <= 3; i++) {
      when(seen(OnConflict.ASK, "1", "High", "Low", change("Low", ANNA, 2 * i)));
      var waiting = state.field("priority").waiting();
      assertThat(waiting).isNotNull();
      assertThat(waiting.number()).isEqualTo(i);
      when(new TicketCommand.TakeChange(LINK, "priority", "1", false, "UNKNOWN_PERSON"));
      state =
          TicketLink.evolve(
              state, new TicketEvent.Written(LINK, "priority", new Agreement("1", "High"), AT));
    }
  }

  private static Decision<TicketEvent> planned(TicketDeciderTest test, String conflict) {
    var words = Digest.of(conflict.getBytes(StandardCharsets.UTF_8));
    return test.when(
        new TicketCommand.RecordChange(
            LINK, AT, null, 1, new BlobRef(words, 1, "text/plain"), words));
  }

  @Test
  void anotherConflictInPlaceOfOneIsNews() {
    linked("high", "High");
    assertThat(planned(this, "CHG1: same service").events()).hasSize(1);
    assertThat(planned(this, "CHG1: same service").events()).isEmpty();
    assertThat(planned(this, "CHG2: same service").events()).hasSize(1);
  }

  @Test
  void ofAnAccountTheLastWordStandsWithWhatBecameOfIt() {
    linked("high", "High");
    var yes = new ChangeWord(null, true, AT, "UNKNOWN_PERSON", ANNA, null);
    var told = new TicketCommand.RecordApproval(LINK, ANNA, yes);
    assertThat(when(told).events()).hasSize(1);
    assertThat(when(told).events()).isEmpty();
    var back = new TicketCommand.RecordApproval(LINK, ANNA, yes.because("WITHDRAWN"));
    assertThat(when(back).events()).hasSize(1);
    assertThat(state.change()).isNotNull();
    assertThat(state.change().words()).containsExactly(Map.entry(ANNA, back.word()));
  }

  /** Where no history is told, only the state says that it was ended. */
  private static ObserveTicket untold(String theirs) {
    return new ObserveTicket(
        LINK,
        new TicketSight(TICKET, Map.of("state", theirs), List.of(), List.of(), SELF),
        Map.of("state", new OurField("open", "NEW", AT)),
        List.of(new FieldRule("state", Direction.BOTH, OnConflict.THEIRS)),
        OnClosed.COMMENT);
  }

  @Test
  void eachClosingIsAnsweredAlsoWhereNoHistoryIsTold() {
    when(new WantTicket(LINK, "incident", "all"));
    when(new LinkTicket(LINK, TICKET));
    when(untold("NEW"));
    for (int i = 1; i <= 3; i++) {
      when(untold("CLOSED"));
      assertThat(state.comments().due()).hasSize(1);
      when(new TicketCommand.PostedComment(LINK, state.comments().due().iterator().next()));
      assertThat(state.comments().due()).isEmpty();
      when(untold("NEW"));
    }
  }

  @Test
  void anOutageIsNoTimeThatItWasNotFound() {
    linked("1", "High");
    when(new TicketCommand.RecordFailure(LINK, "UNREACHABLE", "", false, AT));
    when(new TicketCommand.RecordFailure(LINK, "UNREACHABLE", "", false, AT));
    for (int i = 0; i < 2; i++) {
      when(new TicketCommand.RecordFailure(LINK, "NOT_FOUND", "", true, AT));
      assertThat(state.health().gone()).isFalse();
    }
    assertThat(when(new TicketCommand.RecordFailure(LINK, "NOT_FOUND", "", true, AT)).events())
        .hasExactlyElementsOfTypes(TicketEvent.Unreachable.class);
  }
}
