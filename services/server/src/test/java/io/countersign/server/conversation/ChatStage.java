package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.Actor;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.link.LinkCode;
import io.countersign.domain.access.link.LinkCommand.OfferLink;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.intake.TakenDeliveries;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.conversation.PressValue.Act;
import io.countersign.server.conversation.PressValue.Place;
import io.countersign.server.conversation.shown.ShownCards;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A chat in memory before a server, with a plan that waits and people who have accounts. */
class ChatStage {
  static final String CHANNEL = "C1";
  static final String MESSAGE = "1700000000.000100";

  final TestServer server;
  final Ledger ledger;
  private final Duration patience;
  final String workspace = "T" + UUID.randomUUID();
  final MemoryConversation memory = new MemoryConversation("chat", CHANNEL);
  final Chat chat;
  final AlertId alert = AlertId.of("am", UUID.randomUUID().toString(), Instant.EPOCH);
  final Plan plan = Remediations.planFor(IncidentId.of(alert));
  final String card = plan.incident().value() + "/approval";
  final PostedCards cards =
      (connection, channel, message) ->
          connection.equals("chat") && channel.equals(CHANNEL) && message.equals(MESSAGE)
              ? Optional.of(card)
              : Optional.empty();
  final ConversationDesk desk;
  final AtomicInteger deliveries = new AtomicInteger();

  /** Whose people wait for as long as a busy machine takes. */
  ChatStage(TestServer server) {
    this(server, Eventually.PATIENCE);
  }

  /**
   * @param patience of whoever asks for something in the chat
   */
  ChatStage(TestServer server, Duration patience) {
    this.server = server;
    this.ledger = server.bean(Ledger.class);
    this.patience = patience;
    this.chat = new Chat(memory, server.bean(ConversationMeter.class), patience);
    this.desk = desk(cards);
  }

  ConversationDesk desk(PostedCards posted) {
    var provider =
        new StaticListableBeanFactory(Map.of("cards", posted)).getBeanProvider(PostedCards.class);
    var persons = server.bean(ChatPersons.class);
    var remediations = server.bean(io.countersign.ledger.remediation.Remediations.class);
    var presses =
        new PressDesk(
            persons,
            new PressActs(server.bean(ChatCommands.class)),
            server.bean(CoalescedRefusals.class),
            server.bean(ShownCards.class));
    var meter = server.bean(ConversationMeter.class);
    var hearing =
        new DeliveryHearing(
            server.bean(TakenDeliveries.class),
            new PressReading(ledger, persons, provider),
            presses,
            server.bean(SlashDesk.class),
            new MentionDesk(
                persons,
                server.bean(SlashDesk.class),
                server.bean(ChatReadings.class),
                remediations,
                provider),
            meter);
    return new ConversationDesk(hearing, meter, patience);
  }

  RemediationId waiting(String risk, int quorum) {
    return waiting(
        new PolicyDecision.Approval(
            risk, quorum, Set.of(Role.APPROVER), Set.of(), 900, 1800, 3600));
  }

  RemediationId waiting(PolicyDecision.Approval terms) {
    var id =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    var policy =
        new PolicyDecision.NeedsApproval(
            List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
    send(new OpenIncident(plan.incident(), first, "HighErrorRate on checkout-api (rig)"));
    send(new ProposeRemediation(id, 1, plan));
    send(new RecordPolicy(id, LawOnRecord.by(ledger, policy)));
    send(new RequestApproval(id));
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return id;
  }

  /** A plan that somebody proposed themself, with one account of theirs in the chat and another. */
  RemediationId proposedBy(PrincipalId person) {
    var id =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    var _ = waiting("low", 1); // with its incident
    var terms =
        new PolicyDecision.Approval("low", 1, Set.of(Role.APPROVER), Set.of(), 900, 1800, 3600);
    var policy =
        new PolicyDecision.NeedsApproval(
            List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
    var _ =
        ledger
            .send(new Submission.OfCommand(new ProposeRemediation(id, 1, plan), asPerson(person)))
            .join();
    send(new RecordPolicy(id, LawOnRecord.by(ledger, policy)));
    send(new RequestApproval(id));
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return id;
  }

  private static CommandContext asPerson(PrincipalId person) {
    return new CommandContext(
        UUID.randomUUID(),
        new Actor(person, PrincipalKind.PERSON),
        Instant.now(),
        Surface.CLI,
        null,
        null,
        null,
        Facts.NONE);
  }

  PrincipalId principal(String bearer) {
    return new PrincipalId(server.get(bearer, "/api/v1/me").json().path("principal").asString());
  }

  void send(Command command) {
    var _ =
        ledger.send(new Submission.OfCommand(command, SystemOrigin.context(Instant.now()))).join();
  }

  /** A person with an account in the chat that is linked as people link it. */
  ConversationPerson linked(String bearer, Standing standing) {
    var id = principal(bearer);
    var member = memory.asides().member(workspace, "U" + UUID.randomUUID(), standing);
    var code = code();
    var context = asPerson(id);
    var offer = new OfferLink(LinkId.of(UUID.randomUUID()), "chat", code.digest());
    var _ = ledger.send(new Submission.OfCommand(offer, context)).join();
    var redeemed =
        server
            .bean(AccountLinking.class)
            .redeem(Surface.CHAT, "chat", workspace, member.id(), code.reveal());
    assertThat(redeemed).isEqualTo(new AccountLinking.Redeemed.Linked(id));
    return member;
  }

  static LinkCode code() {
    var letters = new StringBuilder();
    new Random()
        .ints(LinkCode.LENGTH, 0, LinkCode.ALPHABET.length())
        .forEach(it -> letters.append(LinkCode.ALPHABET.charAt(it)));
    return new LinkCode(letters.toString());
  }

  ConversationPerson approver() {
    return linked(server.invited("p" + UUID.randomUUID(), "approver", "responder"), Standing.FULL);
  }

  String value(Act act, String subject, @Nullable Digest shown) {
    return PressValue.sealed(memory.inbox(), act, subject, shown, new Place(CHANNEL, card))
        .orElseThrow()
        .text();
  }

  ConversationRequest.Pressed press(ConversationPerson by, String value) {
    return new ConversationRequest.Pressed(
        by, CHANNEL, MESSAGE, value, memory.asides().trigger(), memory.asides().answerAddress());
  }

  ChatDelivery delivery(ConversationRequest request) {
    var body = Digest.ofJson(workspace + " " + deliveries.incrementAndGet());
    return new ChatDelivery(body.hex(), body, 12, Instant.now(), request);
  }

  String said(ConversationRequest request) {
    return text(desk.hear(chat, delivery(request)));
  }

  static String text(ConversationReply reply) {
    return switch (reply) {
      case ConversationReply.Private(var text) -> text;
      case ConversationReply.Received _ -> "";
      case ConversationReply.Corrections(var byField) -> byField.toString();
      case ConversationReply.Proof(var challenge) -> challenge;
    };
  }

  String record(RemediationId id) {
    return audit("aggregate=" + id);
  }

  /**
   * What is recorded until now, as the audit lists it; a view is behind the record for a moment.
   */
  String audit(String query) {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return server
        .get(server.administrator(), "/api/v1/audit/events?" + query + "&order=desc&limit=200")
        .text();
  }

  /** How many events came from chats: others are recorded at any time. */
  long fromChats() {
    var query = "select count(*) as many from event where meta_data::json ->> 'via' = 'CHAT'";
    return ledger
        .transactions()
        .call(sql -> sql.first(query, row -> row.longValue("many")).orElseThrow());
  }

  /** What nobody waits for is recorded a moment later. */
  void recorded(String query, String what) {
    Eventually.holds(what, () -> audit(query).contains(what));
  }

  ConversationRequest.Commanded typed(ConversationPerson by, String text) {
    return new ConversationRequest.Commanded(
        by, CHANNEL, "/countersign", text, "", memory.asides().answerAddress());
  }
}
