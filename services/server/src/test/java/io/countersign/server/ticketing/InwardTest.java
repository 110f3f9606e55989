package io.countersign.server.ticketing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.Priority;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.FieldRule.Side;
import io.countersign.domain.ticketing.FieldState;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketCommand.SettleConflict;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.view.Page;
import io.countersign.server.TestServer;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketAct;
import io.countersign.server.ticketing.act.TicketActs;
import io.countersign.server.ticketing.turn.Inward;
import io.countersign.server.web.BlobFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do on tickets, as it's asked for here: once, by whose account it is by then. */
class InwardTest {
  private static final TicketUser ANNA = new TicketUser("account-anna");
  private static final TicketUser BEN = new TicketUser("account-ben");
  private static final TicketUser CARA = new TicketUser("account-cara");

  private final TicketScene scene = new TicketScene(TestServer.withoutLoops());
  private final Inward inward = scene.server.bean(Inward.class);

  private List<IncidentTimeline.Entry> entries(String type) {
    var ledger = scene.server.bean(Ledger.class);
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    var all = new ArrayList<IncidentTimeline.Entry>();
    var timeline = scene.server.bean(IncidentTimeline.class);
    Page.each(it -> timeline.of(scene.incident.value(), Set.of(type), it), all::add);
    return all;
  }

  private static FieldState.Waiting waiting(String value, int number) {
    return new FieldState.Waiting(value, ANNA.id(), Instant.EPOCH, number);
  }

  private String assigned(PrincipalId person, int number) {
    return scene
        .server
        .bean(TicketActs.class)
        .send(
            new AssignIncident(scene.incident, person),
            TicketAct.of(scene.link, person, ANNA.id(), "assignee", number));
  }

  @Test
  void whatWasDoneOnceIsNotDoneAgainAfterAKill() {
    var _ = scene.created();
    var anna = scene.acknowledging("responder");
    var ben = scene.acknowledging("responder");
    scene.link(ANNA, anna);
    scene.link(BEN, ben);
    assertThat(inward.take(scene.link, scene.rule, "assignee", waiting(BEN.id(), 1))).isEmpty();
    assertThat(inward.take(scene.link, scene.rule, "assignee", waiting(ANNA.id(), 2))).isEmpty();
    assertThat(inward.take(scene.link, scene.rule, "assignee", waiting(BEN.id(), 1))).isEmpty();
    assertThat(scene.open().responders().assignee()).isEqualTo(anna);
    assertThat(entries("incident.assigned")).hasSize(2);
    assertThat(inward.take(scene.link, scene.rule, "assignee", waiting(BEN.id(), 3))).isEmpty();
    assertThat(scene.open().responders().assignee()).isEqualTo(ben);
  }

  @Test
  void aCommentIsNotedOnceHoweverOftenItIsTaken() {
    var ticket = scene.created();
    scene.link(ANNA, scene.acknowledging("responder"));
    scene.tickets.write(ticket.reference(), ANNA, "It's the database.", Visibility.PUBLIC);
    scene.turn();
    var seen = scene.state().comments().received().seen().getLast();
    var noted = (IncidentEvent.Noted) entries("incident.noted").getLast().event();
    var comment =
        new CommentReceived(scene.link, seen.id(), ANNA.id(), false, noted.note(), seen.at());
    for (int i = 0; i < 2; i++) {
      assertThat(inward.note(scene.link, comment)).isTrue();
    }
    assertThat(entries("incident.noted"))
        .filteredOn(it -> it.via().equalsIgnoreCase("ticket"))
        .hasSize(1);
  }

  @Test
  void whatIsInternalThereSaysSoHereAndWithoutSecrets() {
    var ticket = scene.created();
    scene.link(ANNA, scene.acknowledging("responder"));
    var text = "Ask ops@example.org, password=hunter2secret";
    scene.tickets.write(ticket.reference(), ANNA, text, Visibility.INTERNAL);
    scene.turn();
    scene.turn();
    var noted = (IncidentEvent.Noted) entries("incident.noted").getLast().event();
    assertThat(scene.ledger.blob(noted.note()).map(it -> new String(it, UTF_8)).orElseThrow())
        .startsWith("[internal on the ticket] Ask")
        .doesNotContain("ops@example.org", "hunter2secret");
  }

  /** A note can't be made to look as if somebody else had said it. */
  @Test
  void noLineOfANotePassesForSomebodyElses() {
    var ticket = scene.created();
    var session = scene.server.invited("p" + UUID.randomUUID(), "responder");
    var forged = "fine\nAlice Kim (chat) \u00b7 10:02 UTC\nI approve \u202eevila";
    var path = "/api/v1/incidents/" + scene.incident + "/note";
    assertThat(scene.server.post(session, path, Map.of("text", forged)).status()).isEqualTo(200);
    scene.turn();
    assertThat(scene.tickets.posted(ticket.reference()).getLast().text())
        .contains("\n> fine\n> Alice Kim (chat)")
        .contains("[U+202E]")
        .doesNotContain("\u202e");
  }

  @Test
  void anAccountIsNobodysOnAnotherSiteBehindTheSameName() {
    var _ = scene.created();
    var person = scene.acknowledging("responder");
    scene.linkAt("elsewhere.example", ANNA, person);
    var people = scene.server.bean(LinkedPeople.class);
    assertThat(people.personOf(scene.system, ANNA.id())).isEmpty();
    assertThat(people.accountOf(person, scene.system)).isEmpty();
  }

  @Test
  void aCommentOfNothingButWordsLikeCodesIsLookedAtForAFewOfThem() {
    var people = scene.server.bean(LinkedPeople.class);
    var person = scene.acknowledging("responder");
    var code = scene.offered(person);
    var many = "ABCD-EFGH-JKLM ".repeat(3) + code;
    var where = "https://tickets.example.org/1";
    assertThat(people.propose(scene.system, ANNA.id(), many, where)).isEqualTo(many);
    assertThat(people.propose(scene.system, ANNA.id(), many, where)).isEqualTo(many);
    assertThat(people.propose(scene.system, ANNA.id(), code, where)).isEqualTo(code);
    assertThat(people.propose(scene.system, BEN.id(), code, where)).isEmpty();
  }

  @Test
  void whoseAccountItIsIsJudgedAsItIsRecorded() {
    var _ = scene.created();
    var anna = scene.acknowledging("responder");
    var ben = scene.acknowledging("responder");
    scene.link(ANNA, anna);
    assertThat(assigned(ben, 1)).isEqualTo("ACCOUNT_NOT_LINKED");
    var audit = "/api/v1/audit/events?limit=500&type=access.attempt-refused";
    Eventually.holds(
        "it's on record",
        () ->
            scene
                .server
                .get(scene.server.administrator(), audit)
                .text()
                .contains("assignee on the ticket of " + scene.link));
    assertThat(scene.open().responders().assignee()).isNull();
    assertThat(assigned(anna, 2)).isEmpty();
    assertThat(scene.open().responders().assignee()).isEqualTo(anna);
    assertThat(entries("incident.assigned"))
        .singleElement()
        .satisfies(it -> assertThat(it.via()).isEqualToIgnoringCase("ticket"));
  }

  @Test
  void aTicketEndsAnIncidentOnlyWhereItsRuleSaysSo() {
    var _ = scene.created();
    scene.link(ANNA, scene.acknowledging("commander", "responder"));
    assertThat(inward.take(scene.link, scene.rule, "state", waiting("CLOSED", 1)))
        .isEqualTo("NOT_ENDED_BY_TICKETS");
    assertThat(scene.isOpen()).isTrue();
    scene.rule = TicketScene.rule("incident", OnClosed.ACCEPT, OnConflict.ASK);
    assertThat(inward.take(scene.link, scene.rule, "state", waiting("CLOSED", 2))).isEmpty();
    assertThat(scene.isOpen()).isFalse();
  }

  @Test
  void aConflictOverStateThatIsSettledForTheTicketEndsNothing() {
    var ticket = scene.created();
    var anna = scene.acknowledging("commander", "responder");
    scene.link(ANNA, anna);
    scene.tickets.move(ticket.reference(), ANNA, TicketState.CLOSED);
    scene.turn();
    scene.turn();
    if (scene.state().field("state").conflict() != null) {
      scene.person(new SettleConflict(scene.link, "state", Side.THEIRS), anna);
      scene.turn();
    }
    scene.turn();
    assertThat(scene.isOpen()).isTrue();
    assertThat(scene.tickets.posted(ticket.reference()))
        .filteredOn(it -> it.text().contains("its incident goes on"))
        .hasSize(1);
  }

  @Test
  void theNewestCountsWhicheverSideItIsOn() {
    scene.rule = TicketScene.rule("incident", OnClosed.COMMENT, OnConflict.NEWEST);
    var ticket = scene.created();
    var anna = scene.acknowledging("responder");
    var ben = scene.acknowledging("responder");
    scene.link(ANNA, anna);
    var cara = scene.acknowledging("responder");
    scene.link(BEN, ben);
    scene.link(CARA, cara);
    scene.turn();
    scene.tickets.edit(ticket.reference(), BEN, Map.of("assignee", BEN.id()));
    scene.person(new AssignIncident(scene.incident, anna), anna);
    scene.turn();
    assertThat(scene.open().responders().assignee()).isEqualTo(anna);
    assertThat(scene.ticket().fields()).containsEntry("assignee", ANNA.id());
    scene.person(new AssignIncident(scene.incident, ben), ben);
    scene.tickets.edit(ticket.reference(), ANNA, Map.of("assignee", CARA.id()));
    scene.turn();
    scene.turn();
    assertThat(scene.open().responders().assignee()).isEqualTo(cara);
  }

  @Test
  void whatALinkedPersonSaysOfThePriorityIsTheirWordHere() {
    var _ = scene.created();
    var anna = scene.acknowledging("responder");
    scene.link(ANNA, anna);
    assertThat(scene.open().priority()).isEqualTo(Priority.CRITICAL);
    var mapping =
        new TicketRule.Mapping(
            new FieldRule("priority", FieldRule.Direction.BOTH, OnConflict.ASK),
            "priority",
            Map.of("low", "Lowest"));
    scene.rule = TicketScene.rule(List.of(mapping));
    assertThat(inward.take(scene.link, scene.rule, "priority", waiting("Lowest", 1))).isEmpty();
    assertThat(scene.open().priority()).isEqualTo(Priority.LOW);
    assertThat(inward.take(scene.link, scene.rule, "priority", waiting("P7", 2)))
        .isEqualTo("SHOWN_ONLY");
    assertThat(entries("incident.priority-set"))
        .singleElement()
        .satisfies(it -> assertThat(it.actor()).isEqualTo(anna.value()));
  }

  @Test
  void ofALongIncidentTheLastNoteIsSaidToo() {
    var ticket = scene.created();
    var anna = scene.acknowledging("responder");
    for (int i = 0; i < 520; i++) {
      var text = BlobFactory.text("note " + i + ".");
      scene.person(new AddNote(scene.incident, text.ref()), anna, text);
    }
    for (int i = 0; i < 7; i++) {
      scene.turn();
    }
    assertThat(scene.tickets.posted(ticket.reference()))
        .filteredOn(it -> it.text().endsWith("note 519."))
        .hasSize(1);
    assertThat(entries("incident.noted"))
        .hasSize(520)
        .allMatch(it -> it.event() instanceof IncidentEvent.Noted);
  }
}
