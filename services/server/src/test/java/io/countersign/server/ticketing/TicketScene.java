package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
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
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.TestServer;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketAccounts;
import io.countersign.server.ticketing.side.IncidentSide;
import io.countersign.server.ticketing.turn.Inward;
import io.countersign.server.ticketing.turn.TicketTurns;
import io.countersign.server.ticketing.turn.TurnPace;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** An incident of a whole server with a ticket in memory, turn by turn, with accounts linked. */
final class TicketScene {
  private static final Map<String, List<String>> ANY_VALUE =
      Map.of("priority", List.of(), "assignee", List.of());
  private static final Random RANDOM = new Random();

  final TestServer server;
  final Ledger ledger;
  final String system = "t" + HexFormat.of().toHexDigits(RANDOM.nextLong());
  final MemoryTicketing tickets;
  final IncidentId incident;
  TicketLinkId link;
  TicketRule rule = rule("incident", OnClosed.COMMENT, OnConflict.ASK);

  TicketScene(TestServer server) {
    this(server, ANY_VALUE);
  }

  /**
   * @param fields that a ticket has, with the values that each takes; none for any
   */
  TicketScene(TestServer server, Map<String, List<String>> fields) {
    this.tickets = new MemoryTicketing(system, InstantSource.system(), fields);
    this.server = server;
    this.ledger = server.bean(Ledger.class);
    this.incident = opened();
    this.link = TicketLinkId.of(system, incident);
  }

  /** The same incident, with a ticket in another system. */
  TicketScene(TicketScene other) {
    this.tickets = new MemoryTicketing(system, InstantSource.system(), ANY_VALUE);
    this.server = other.server;
    this.ledger = other.ledger;
    this.incident = other.incident;
    this.link = TicketLinkId.of(system, incident);
  }

  static TicketRule rule(String kind, OnClosed onClosed, OnConflict onConflict) {
    return new TicketRule(
        "all",
        "tickets",
        kind,
        TicketRule.Match.ANY,
        Map.of(),
        Map.of(),
        List.of(
            mapping(FieldRule.STATE, FieldRule.STATE, onConflict, Map.of()),
            mapping("severity", "priority", onConflict, Map.of("critical", "Highest")),
            mapping("assignee", "assignee", onConflict, Map.of())),
        onClosed,
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  static TicketRule rule(List<TicketRule.Mapping> fields) {
    return new TicketRule(
        "all",
        "tickets",
        "incident",
        TicketRule.Match.ANY,
        Map.of(),
        Map.of(),
        fields,
        OnClosed.COMMENT,
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  private static TicketRule.Mapping mapping(
      String local, String remote, OnConflict onConflict, Map<String, String> values) {
    return new TicketRule.Mapping(new FieldRule(local, Direction.BOTH, onConflict), remote, values);
  }

  private IncidentId opened() {
    var alert = new AlertId(HexFormat.of().toHexDigits(RANDOM.nextLong()).repeat(4));
    var first =
        new IncidentAlert(
            alert,
            EntityId.service("rig", "orders"),
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    var id = IncidentId.of(alert);
    system(new OpenIncident(id, first, "HighErrorRate on orders"));
    return id;
  }

  void system(Command command) {
    send(new Submission.OfCommand(command, SystemOrigin.context(Instant.now())));
  }

  private void send(Submission submission) {
    var receipt = ledger.send(submission).join();
    assertThat(receipt.answer()).isInstanceOf(Answer.Done.class);
    assertThat(ledger.awaitViews(receipt.position(), Eventually.PATIENCE)).isTrue();
  }

  void turn() {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    var _ =
        new TicketTurns(
                ledger,
                server.bean(TicketLinks.class),
                server.bean(TicketPolls.class),
                server.bean(SystemCommands.class),
                server.bean(IncidentSide.class),
                server.bean(Inward.class),
                new TurnPace())
            .run(tickets, rule, link);
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
  }

  Ticket created() {
    system(new WantTicket(link, rule.kind(), rule.name()));
    turn();
    return ticket();
  }

  Ticket ticket() {
    return tickets.tickets().getFirst();
  }

  TicketLink state() {
    return ledger.ticket(link);
  }

  Incident.Open open() {
    return (Incident.Open) ledger.incident(incident);
  }

  boolean isOpen() {
    return ledger.incident(incident) instanceof Incident.Open;
  }

  /** Somebody new of these roles, who acknowledges the incident. */
  PrincipalId acknowledging(String... roles) {
    var session = server.invited("p" + UUID.randomUUID(), roles);
    var before = open().responders().acknowledgedBy();
    var reply = server.post(session, "/api/v1/incidents/" + incident + "/acknowledge", Map.of());
    assertThat(reply.status()).isEqualTo(200);
    return open().responders().acknowledgedBy().stream()
        .filter(it -> !before.contains(it))
        .findFirst()
        .orElseThrow();
  }

  /** The account is the person's from here on. */
  void link(TicketUser user, PrincipalId person) {
    linkAt(server.bean(TicketAccounts.class).site(system), user, person);
    assertThat(server.bean(LinkedPeople.class).personOf(system, user.id())).contains(person);
  }

  void linkAt(String site, TicketUser user, PrincipalId person) {
    var code = offered(person);
    var _ = server.bean(AccountLinking.class).redeem(Surface.TICKET, system, site, user.id(), code);
  }

  /** A code as it's shown to a person. */
  String offered(PrincipalId person) {
    return LinkOffers.offered(ledger, system, person);
  }

  void person(Command command, PrincipalId person, Blob... blobs) {
    send(new Submission.OfCommand(command, LinkOffers.by(person), List.of(blobs)));
  }
}
