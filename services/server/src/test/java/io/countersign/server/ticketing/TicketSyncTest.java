package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Conflict;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketCommand.IntendWrite;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.TestServer;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketActs;
import io.countersign.server.ticketing.change.ChangeFields;
import io.countersign.server.ticketing.change.ChangeRequestReading;
import io.countersign.server.ticketing.side.IncidentSide;
import io.countersign.server.ticketing.story.Sayings;
import io.countersign.server.ticketing.story.TicketStories;
import io.countersign.server.ticketing.turn.Inward;
import io.countersign.server.ticketing.turn.TicketTurns;
import io.countersign.server.ticketing.turn.TurnPace;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Incidents of a whole server with tickets in memory, turn by turn. */
class TicketSyncTest {
  private static final TicketUser ANNA = new TicketUser("account-anna");
  private static final TicketUser STRANGER = new TicketUser("account-stranger");
  private static final Random RANDOM = new Random();

  private final TestServer server = TestServer.withoutLoops();
  private final Ledger ledger = server.bean(Ledger.class);
  private final String responder = server.invited("p" + UUID.randomUUID(), "responder");
  private final Map<String, PrincipalId> linked = new HashMap<>();
  private final String system = "t" + HexFormat.of().toHexDigits(RANDOM.nextLong());
  private final MemoryTicketing tickets =
      new MemoryTicketing(
          system, InstantSource.system(), Set.of("priority", "assignee", "service"));
  private final IncidentId incident = opened();
  private TicketRule rule = rule("incident", OnClosed.COMMENT);
  private TicketLinkId link = TicketLinkId.of(system, incident);

  private static TicketRule rule(String kind, OnClosed onClosed) {
    return new TicketRule(
        "all",
        "tickets",
        kind,
        TicketRule.Match.ANY,
        Map.of(),
        Map.of(),
        List.of(
            mapping(FieldRule.STATE, FieldRule.STATE, Direction.BOTH, Map.of()),
            mapping("severity", "priority", Direction.BOTH, Map.of("critical", "Highest")),
            mapping("assignee", "assignee", Direction.BOTH, Map.of())),
        onClosed,
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  private static TicketRule.Mapping mapping(
      String local, String remote, Direction direction, Map<String, String> values) {
    return new TicketRule.Mapping(
        new FieldRule(local, direction, OnConflict.THEIRS), remote, values);
  }

  private IncidentId opened() {
    var alert = new AlertId(HexFormat.of().toHexDigits(RANDOM.nextLong()).repeat(4));
    var id = IncidentId.of(alert);
    var first =
        new IncidentAlert(
            alert,
            EntityId.service("rig", "orders"),
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(
        new Submission.OfCommand(
            new OpenIncident(id, first, "HighErrorRate on orders"),
            SystemOrigin.context(Instant.now())));
    return id;
  }

  private void send(Submission submission) {
    var receipt = ledger.send(submission).join();
    assertThat(receipt.answer()).isInstanceOf(Answer.Done.class);
    assertThat(ledger.awaitViews(receipt.position(), Eventually.PATIENCE)).isTrue();
  }

  private void want() {
    send(
        new Submission.OfCommand(
            new WantTicket(link, rule.kind(), rule.name()), SystemOrigin.context(Instant.now())));
  }

  private Optional<Duration> turn() {
    return turn(known());
  }

  private LinkedPeople known() {
    return new LinkedPeople() {
      @Override
      public Optional<PrincipalId> personOf(String system, String account) {
        return Optional.ofNullable(linked.get(account));
      }

      @Override
      public Optional<String> accountOf(PrincipalId person, String system) {
        return linked.entrySet().stream()
            .filter(it -> it.getValue().equals(person))
            .map(Map.Entry::getKey)
            .findFirst();
      }

      @Override
      public String propose(String system, String account, String text, String shownIn) {
        return text;
      }
    };
  }

  private Optional<Duration> turn(LinkedPeople people) {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    var inward =
        new Inward(
            ledger, people, server.bean(TicketActs.class), server.bean(ChangeRequestReading.class));
    return new TicketTurns(
            ledger,
            server.bean(TicketLinks.class),
            server.bean(TicketPolls.class),
            server.bean(SystemCommands.class),
            side(people),
            inward,
            new TurnPace())
        .run(tickets, rule, link);
  }

  private IncidentSide side(LinkedPeople people) {
    return new IncidentSide(
        ledger,
        server.bean(TicketLinks.class),
        server.bean(TicketStories.class),
        server.bean(Sayings.class),
        people,
        server.bean(ChangeFields.class));
  }

  private void link(TicketUser user, PrincipalId person) {
    linked.put(user.id(), person);
    var _ =
        server
            .bean(AccountLinking.class)
            .redeem(Surface.TICKET, system, system, user.id(), offered(person));
  }

  private Ticket created() {
    want();
    var _ = turn();
    return ticket();
  }

  private Ticket ticket() {
    assertThat(tickets.tickets()).hasSize(1);
    return tickets.tickets().getFirst();
  }

  private TicketLink state() {
    return ledger.ticket(link);
  }

  private Incident.Open open() {
    return (Incident.Open) ledger.incident(incident);
  }

  private PrincipalId acknowledged() {
    var path = "/api/v1/incidents/" + incident + "/acknowledge";
    assertThat(server.post(responder, path, Map.of()).status()).isEqualTo(200);
    return open().responders().acknowledgedBy().iterator().next();
  }

  private void retried() {
    var reply =
        server.post(
            server.person("responder"),
            "/api/v1/sync/" + system + "/" + incident + "/retry",
            Map.of());
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void anIncidentOpensATicketAndAnAcknowledgementMovesItOnceWithThePersonsName() {
    var ticket = created();
    assertThat(ticket.correlation()).isEqualTo("countersign:" + system + ":" + incident);
    assertThat(ticket.fields()).containsEntry("priority", "Highest");
    acknowledged();
    var _ = turn();
    var _ = turn();
    assertThat(ticket().state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(value(tickets.history(ticket.reference(), Instant.EPOCH))).hasSize(1);
    assertThat(tickets.posted(ticket.reference()))
        .extracting(TicketComment::text)
        .filteredOn(it -> it.contains("(api)"))
        .singleElement()
        .asString()
        .startsWith("p");
    assertThat(state().field(FieldRule.STATE).waiting()).isNull();
  }

  private static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> value;
      case Outcome.Failed<T> failed -> throw new AssertionError(failed.toString());
    };
  }

  @Test
  void aCreationWhoseAnswerWasLostLeavesOneTicketAndTheIncidentGoesOn() {
    want();
    tickets.loseNextAnswer();
    assertThat(turn()).isPresent();
    var row = server.bean(TicketLinks.class).of(incident.value()).getFirst();
    assertThat(row.state()).isEqualTo("pending");
    assertThat(row.code()).isEqualTo("TIMEOUT");
    assertThat(row.tries()).isEqualTo(1);
    retried();
    var _ = turn();
    assertThat(ticket().correlation()).isEqualTo("countersign:" + system + ":" + incident);
    assertThat(state().reference()).isNotNull();
    assertThat(open().id()).isEqualTo(incident);
  }

  @Test
  void theSystemIsToldWhenAServerThatEndedMayHaveCreatedTheTicket() {
    want();
    tickets.failWith(
        new Outcome.Failed<>(
            FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down", Duration.ZERO));
    var _ = turn();
    assertThat(tickets.triedAt()).isEmpty();
    tickets.failWith(null);
    var ended = Instant.now();
    retried();
    send(
        new Submission.OfCommand(
            new IntendWrite(link, Map.of(), Map.of(), Instant.EPOCH), SystemOrigin.context(ended)));
    tickets.loseNextAnswer();
    var _ = turn();
    assertThat(tickets.triedAt()).contains(ended);
    retried();
    var _ = turn();
    assertThat(tickets.triedAt().orElseThrow()).isAfter(ended);
    assertThat(state().reference()).isNotNull();
    assertThat(ticket().correlation()).isEqualTo("countersign:" + system + ":" + incident);
  }

  @Test
  void whatALinkedPersonDoesThereIsDoneHereAndOthersAreOnlyShown() {
    var ticket = created();
    link(ANNA, acknowledged());
    var _ = turn();
    tickets.edit(ticket.reference(), ANNA, Map.of("assignee", ANNA.id()));
    tickets.write(ticket.reference(), STRANGER, "Is it the database?", Visibility.PUBLIC);
    for (int i = 0; i < 5; i++) {
      var _ = turn();
    }
    assertThat(open().responders().assignee()).isEqualTo(linked.get(ANNA.id()));
    assertThat(state().comments().received().seen()).hasSize(1);
    assertThat(state().comments().waiting()).isEmpty();
    tickets.edit(ticket.reference(), STRANGER, Map.of("assignee", STRANGER.id()));
    var _ = turn();
    assertThat(open().responders().assignee()).isEqualTo(linked.get(ANNA.id()));
    assertThat(ticket().fields()).containsEntry("assignee", STRANGER.id());
  }

  private String offered(PrincipalId person) {
    return LinkOffers.offered(ledger, system, person);
  }

  /** The status of the answer; 400 where nothing waits to be confirmed. */
  private int confirmed(String session, TicketUser account) {
    var waiting = server.get(session, "/api/v1/me/links/proposals").json().path("items");
    if (waiting.isEmpty()) {
      return 400;
    }
    assertThat(waiting.get(0).path("shownIn").asString("")).startsWith("http");
    var path = "/api/v1/me/links/" + waiting.get(0).path("link").asString("") + "/confirmation";
    return server.post(session, path, Map.of("account", account.id())).status();
  }

  /** Whoever reads a code can copy it into a ticket that is read first. */
  @Test
  void aCodeThatSomebodyCopiedLinksNobody() {
    var people = server.bean(LinkedPeople.class);
    var ticket = created();
    var person = acknowledged();
    var code = offered(person);
    tickets.write(ticket.reference(), STRANGER, code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(confirmed(responder, ANNA)).isEqualTo(400);
    tickets.write(ticket.reference(), ANNA, code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(confirmed(responder, ANNA)).isEqualTo(409);
    assertThat(confirmed(responder, STRANGER)).isEqualTo(409);
    assertThat(people.personOf(system, STRANGER.id())).isEmpty();
    assertThat(people.accountOf(person, system)).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeACodeIsANote() {
    var people = server.bean(LinkedPeople.class);
    var ticket = created();
    var person = acknowledged();
    var code = offered(person);
    tickets.write(ticket.reference(), ANNA, code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(confirmed(responder, ANNA)).isEqualTo(200);
    tickets.write(ticket.reference(), ANNA, "See ABCD-EFGH-JKLM there", Visibility.PUBLIC);
    var _ = turn(people);
    var _ = turn(people);
    assertThat(server.get(responder, "/api/v1/incidents/" + incident + "/timeline").text())
        .contains("\"incident.noted\"");
  }

  @Test
  void whoShowsACodeInACommentIsWhoTheyAreOnceThePersonSaysSo() {
    var people = server.bean(LinkedPeople.class);
    var ticket = created();
    var person = acknowledged();
    var code = offered(person);
    tickets.write(ticket.reference(), STRANGER, "I am " + code.substring(1), Visibility.PUBLIC);
    tickets.write(ticket.reference(), ANNA, "link " + code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(people.personOf(system, ANNA.id())).isEmpty();
    assertThat(confirmed(server.person("responder"), ANNA)).isEqualTo(400);
    var shown = server.get(responder, "/api/v1/me/links/proposals").json().path("items").get(0);
    var again = "/api/v1/me/links/" + shown.path("link").asString() + "/confirmation";
    assertThat(confirmed(responder, ANNA)).isEqualTo(200);
    var repeated = server.post(responder, again, Map.of("account", ANNA.id()));
    assertThat(repeated.json().path("outcome").asString()).isEqualTo("unchanged");
    assertThat(server.post(responder, again, Map.of("account", STRANGER.id())).code())
        .isEqualTo("LINK_CODE_USED");
    assertThat(people.personOf(system, ANNA.id())).contains(person);
    assertThat(people.personOf(system, STRANGER.id())).isEmpty();
    tickets.edit(ticket.reference(), ANNA, Map.of("assignee", ANNA.id()));
    tickets.write(ticket.reference(), ANNA, "It's the database.", Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(open().responders().assignee()).isEqualTo(person);
    var told = server.get(responder, "/api/v1/incidents/" + incident + "/timeline").text();
    assertThat(told).doesNotContain(code);
    tickets.write(ticket.reference(), STRANGER, code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(people.personOf(system, STRANGER.id())).isEmpty();
  }

  @Test
  void whoIsLinkedEndsTheIncidentThereWhereTheRuleSaysSoAndTheirRoleAllowsIt() {
    rule = rule("incident", OnClosed.ACCEPT);
    var people = server.bean(LinkedPeople.class);
    var ticket = created();
    var path = "/api/v1/incidents/" + incident + "/acknowledge";
    var commander = server.invited("p" + UUID.randomUUID(), "commander", "responder");
    assertThat(server.post(commander, path, Map.of()).status()).isEqualTo(200);
    var person = open().responders().acknowledgedBy().iterator().next();
    var code = offered(person);
    tickets.write(ticket.reference(), ANNA, code, Visibility.PUBLIC);
    var _ = turn(people);
    assertThat(confirmed(commander, ANNA)).isEqualTo(200);
    tickets.move(ticket.reference(), ANNA, TicketState.RESOLVED);
    var _ = turn(people);
    assertThat(ledger.incident(incident)).isInstanceOf(Incident.Closed.class);
  }

  @Test
  void aTicketThatIsEndedByHandLeavesTheIncidentOpenAndSaysSo() {
    var ticket = created();
    tickets.move(ticket.reference(), STRANGER, TicketState.CLOSED);
    var _ = turn();
    var _ = turn();
    assertThat(open().id()).isEqualTo(incident);
    assertThat(ticket().state()).isEqualTo(TicketState.CLOSED);
    assertThat(tickets.posted(ticket.reference()))
        .filteredOn(it -> it.text().contains("its incident goes on"))
        .hasSize(1);
  }

  @Test
  void whereTheRuleSaysSoAnEndedTicketIsOpenedAgain() {
    rule = rule("incident", OnClosed.REOPEN);
    var ticket = created();
    tickets.move(ticket.reference(), STRANGER, TicketState.CLOSED);
    var _ = turn();
    assertThat(ticket().state()).isEqualTo(TicketState.NEW);
  }

  @Test
  void whatIsPrivateHereIsPrivateThere() {
    var ticket = created();
    var path = "/api/v1/incidents/" + incident + "/note";
    assertThat(server.post(responder, path, Map.of("text", "Customer X is hit.")).status())
        .isEqualTo(200);
    var _ = turn();
    assertThat(tickets.posted(ticket.reference()))
        .isNotEmpty()
        .allMatch(it -> it.visibility() == Visibility.INTERNAL)
        .anyMatch(it -> it.text().contains("Customer X is hit."));
  }

  @Test
  void aMovedTicketIsFollowedAndADeletedOneIsNotMadeAnew() {
    var ticket = created();
    tickets.relocate(ticket.reference(), "https://tickets.example.org/other/1");
    var _ = turn();
    assertThat(state().ticket().orElseThrow().url()).endsWith("/other/1");
    tickets.delete(ticket.reference());
    for (int i = 0; i < 3; i++) {
      var _ = turn();
      if (!state().health().unreachable()) {
        send(
            new Submission.OfCommand(
                new RecordFailure(link, "NOT_FOUND", "", true, Instant.now()),
                SystemOrigin.context(Instant.now())));
      }
    }
    assertThat(state().health().unreachable()).isTrue();
    var _ = turn();
    assertThat(tickets.tickets()).isEmpty();
  }

  @Test
  void twoHundredChangesBehindAreDrainedInOrderAndBothSidesAreEqual() {
    var ticket = created();
    link(ANNA, acknowledged());
    var _ = turn();
    tickets.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "away"));
    assertThat(turn()).isPresent();
    for (int i = 0; i < 150; i++) {
      tickets.edit(ticket.reference(), ANNA, Map.of("assignee", i % 2 == 0 ? ANNA.id() : ""));
      tickets.write(ticket.reference(), ANNA, "comment " + i, Visibility.PUBLIC);
    }
    tickets.edit(ticket.reference(), ANNA, Map.of("assignee", ANNA.id()));
    tickets.failWith(null);
    retried();
    for (int i = 0; i < 4; i++) {
      var _ = turn();
    }
    assertThat(open().responders().assignee()).isEqualTo(linked.get(ANNA.id()));
    assertThat(ticket().fields()).containsEntry("assignee", ANNA.id());
    assertThat(state().comments().received().seen()).hasSize(150);
    assertThat(state().comments().waiting()).isEmpty();
    assertThat(tickets.posted(ticket.reference()))
        .filteredOn(it -> it.text().contains("comment "))
        .hasSize(150);
  }

  @Test
  void anApprovalOfPeopleThereIsOnRecordAndOursIsNone() {
    rule = rule(TicketRule.CHANGE, OnClosed.COMMENT);
    var ticket = created();
    var at = Instant.parse("2026-03-02T10:00:00Z");
    tickets.plan(
        new ChangeRequest(
            ticket.reference(),
            Optional.of(at),
            Optional.empty(),
            List.of(new Conflict("CHG1", "same service")),
            List.of(
                new Approval(STRANGER, true, at, "fine", STRANGER),
                new Approval(MemoryTicketing.SELF, true, at, "ours", MemoryTicketing.SELF))));
    var _ = turn();
    var _ = turn();
    var change = state().change();
    assertThat(change).isNotNull();
    assertThat(change.conflicts()).isEqualTo(1);
    assertThat(change.words()).containsOnlyKeys(STRANGER.id());
    assertThat(change.words().get(STRANGER.id()).why()).isEqualTo("UNKNOWN_PERSON");
  }

  @Test
  void aDeliveryWithoutTheTokenIsRefusedWhoeverSendsIt() {
    var reply = server.post("", "/webhooks/tickets/guessed", Map.of("issue", "1"));
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void onlyWhoSeesToTicketsSettlesWhatIsStuck() {
    var ticket = created();
    var path = "/api/v1/sync/" + system + "/" + incident + "/resync";
    assertThat(server.post(server.person("viewer"), path, Map.of()).code()).isEqualTo("FORBIDDEN");
    assertThat(server.post(responder, path, Map.of()).status()).isEqualTo(200);
    var _ = turn();
    assertThat(ticket().fields()).isEqualTo(ticket.fields());
    var shown = server.get(responder, "/api/v1/sync?holder=" + incident).json().path("items");
    assertThat(shown.get(0).path("state").asString()).isEqualTo("linked");
  }

  @Test
  void aStateThatNoTicketHasWaitsForAPersonAndIsIntendedOnce() {
    var _ = created();
    rule =
        new TicketRule(
            rule.name(),
            rule.connection(),
            rule.kind(),
            TicketRule.Match.ANY,
            Map.of(),
            Map.of(),
            List.of(
                mapping(
                    FieldRule.STATE,
                    FieldRule.STATE,
                    Direction.BOTH,
                    Map.of("acknowledged", "Doing"))),
            OnClosed.COMMENT,
            Optional.empty(),
            Duration.ofMinutes(1));
    acknowledged();
    for (int i = 0; i < 3; i++) {
      var _ = turn();
    }
    var row = server.bean(TicketLinks.class).of(incident.value()).getFirst();
    assertThat(row.state()).isEqualTo("halted");
    assertThat(row.tries()).isEqualTo(1);
    assertThat(row.reason()).contains("transform");
  }

  @Test
  void whatWasSkippedIsNotSaidAgain() {
    var ticket = created();
    var person = server.person("responder");
    tickets.failWith(
        new Outcome.Failed<>(FailureCategory.USER, FailureCode.REFUSED, "too long", Duration.ZERO));
    var path = "/api/v1/incidents/" + incident + "/note";
    assertThat(server.post(responder, path, Map.of("text", "a note that's refused")).status())
        .isEqualTo(200);
    var _ = turn();
    assertThat(state().health().halted()).isTrue();
    tickets.failWith(null);
    var side = new TicketCommand.SkipSync(link, Map.of(), sayings());
    send(new Submission.OfCommand(side, asPerson(person)));
    var _ = turn();
    var _ = turn();
    assertThat(state().health().halted()).isFalse();
    assertThat(tickets.posted(ticket.reference()))
        .noneMatch(it -> it.text().contains("a note that's refused"));
  }

  private List<String> sayings() {
    return side(known()).of(link, rule).keys();
  }

  private CommandContext asPerson(String bearer) {
    var id = server.get(bearer, "/api/v1/me").json().path("principal").asString();
    return LinkOffers.by(new PrincipalId(id));
  }
}
