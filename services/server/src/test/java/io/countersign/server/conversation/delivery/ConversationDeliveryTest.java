package io.countersign.server.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ChannelState;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.conversation.DeliveryStep;
import io.countersign.server.conversation.PressValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What people see in a chat of what happens, whatever becomes of the chat, the channel and the
 * servers meanwhile. The channel is closed last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConversationDeliveryTest {
  private static final Outcome.Failed<Object> LIMITED =
      new Outcome.Failed<>(
          FailureCategory.INSUFFICIENT_RESOURCES,
          FailureCode.REFUSED,
          "too many requests",
          Duration.ofSeconds(30));

  private ChatScene scene;
  private String approver;

  @BeforeAll
  void start() throws Exception {
    scene = new ChatScene();
    approver = scene.approver();
  }

  @AfterAll
  void stop() throws Exception {
    scene.close();
  }

  private static List<String> acts(Posted posted) {
    return posted.card().actions().stream()
        .filter(Respond.class::isInstance)
        .map(it -> PressValue.parse(((Respond) it).value()).orElseThrow().act().word())
        .toList();
  }

  private static String fact(Posted posted, String label) {
    return posted.card().facts().stream()
        .filter(it -> it.label().equals(label))
        .map(CardFact::value)
        .findFirst()
        .orElse("");
  }

  @Test
  @Order(1)
  void anIncidentHasOneThreadWhoseCardsEndInTheTrueState() {
    var incident = scene.opened("orders");
    var id = ChatScene.remediation();
    scene.told();
    var card = scene.shown(incident.value());
    assertThat(card.card().title()).startsWith("critical, open: ");
    assertThat(acts(card)).containsExactly("acknowledge", "take-over");
    assertThat(fact(card, "Works on it")).isEqualTo("nobody yet");

    var plan = scene.asked(incident, id, "medium");
    scene.told();
    var request = scene.shown(id.value());
    assertThat(request.card().title()).startsWith("Approve? (medium risk)");
    assertThat(fact(request, "Plan digest")).isEqualTo(plan.digest().hex());
    assertThat(fact(request, "Who decides")).contains("1 approval by approver; could: ");
    assertThat(acts(request)).containsExactly("approve", "deny", "evidence");

    assertThat(scene.decide(approver, id, plan, "approve").status()).isEqualTo(200);
    scene.told();
    var decided = scene.shown(id.value());
    assertThat(decided.reference()).isEqualTo(request.reference());
    assertThat(decided.card().title()).startsWith("Approved: ");
    assertThat(acts(decided)).isEmpty();
    var name = scene.server.get(approver, "/api/v1/me").json().path("name").asString();
    assertThat(fact(decided, "Decided")).contains("approved by " + name, "as shown");
    assertThat(scene.lines(incident))
        .anyMatch(it -> it.startsWith("Proposed: rollback checkout-api"))
        .anyMatch(it -> it.startsWith("Approval requested from approver"))
        .anyMatch(it -> it.startsWith("Approved by " + name))
        .doesNotHaveDuplicates();
    assertThat(references("incidents/" + incident)).contains("chat");
    assertThat(references("remediations/" + id)).contains("chat");
  }

  private String references(String holder) {
    return scene.server.get(approver, "/api/v1/" + holder + "/references").text();
  }

  @Test
  @Order(2)
  void aHighRiskIsNotApprovedHere() {
    var incident = scene.opened("stock");
    var id = ChatScene.remediation();
    var _ = scene.asked(incident, id, "high");
    scene.told();
    assertThat(acts(scene.shown(id.value()))).containsExactly("deny", "evidence");
    assertThat(scene.shown(id.value()).card().text()).contains("countersign approve " + id);
  }

  @Test
  @Order(3)
  void aButtonIsGoodForItsMessageOnly() {
    var incident = scene.opened("seals");
    scene.told();
    var posted = scene.shown(incident.value());
    var value =
        PressValue.parse(((Respond) posted.card().actions().getFirst()).value()).orElseThrow();
    var message = scene.chat.reference(posted.channel(), posted.reference().id());
    var key = scene.posts.keyOf(message).orElseThrow();
    var place = new PressValue.Place(posted.channel(), key);
    assertThat(key).isEqualTo(incident.value());
    assertThat(value.isSealed(scene.chat.inbox(), null, place)).isTrue();
    var elsewhere = new PressValue.Place("C-other", key);
    assertThat(value.isSealed(scene.chat.inbox(), null, elsewhere)).isFalse();
  }

  @Test
  @Order(4)
  void whatNobodyWaitsForIsGatheredAndADecisionIsShownAtOnce() {
    var incident = scene.opened("paced");
    scene.told();
    int edits = scene.shown(incident.value()).edits();
    var _ = scene.opened("beside");
    for (int i = 1; i <= 5; i++) {
      scene.posts.want(incident.value(), scene.ledger.head(), false, scene.now());
    }
    assertThat(scene.posts.find(incident.value()).orElseThrow().progress().isBehind()).isTrue();
    var _ = scene.told();
    assertThat(scene.shown(incident.value()).edits()).isEqualTo(edits);

    scene.send(new EscalateIncident(incident, 0, "nothing fits"));
    scene.noted();
    assertThat(scene.delivery.pump().sendNext()).isTrue();
    assertThat(scene.shown(incident.value()).card().text()).contains("nothing fits");
  }

  @Test
  @Order(5)
  void b17_whatWasDecidedBeforeAServerDiedIsShownOnceByTheNext() {
    var incident = scene.opened("killed");
    var id = ChatScene.remediation();
    var plan = scene.asked(incident, id, "low");
    scene.told();
    assertThat(scene.decide(approver, id, plan, "deny").status()).isEqualTo(200);
    scene.noted();
    int edits = scene.shown(id.value()).edits();
    var outbox = new ConversationOutbox(scene.ledger.transactions());
    var dead = outbox.claim(UUID.randomUUID(), scene.now(), scene.now().plusSeconds(60));
    assertThat(dead).isPresent();
    assertThat(scene.delivery.pump().sendNext()).isFalse();

    scene.later(Duration.ofSeconds(61));
    var next = scene.another().pump();
    while (next.sendNext()) {
      scene.later(Duration.ofSeconds(1));
    }
    assertThat(scene.shown(id.value()).edits()).isEqualTo(edits + 1);
    assertThat(scene.shown(id.value()).card().title()).startsWith("Denied: ");
    assertThat(acts(scene.shown(id.value()))).isEmpty();
  }

  @Test
  @Order(6)
  void aLostAnswerMakesNoSecondMessage() {
    int before = scene.chat.posted().size();
    var incident = scene.opened("lost");
    scene.noted();
    scene.chat.loseNextAnswer();
    scene.told();
    assertThat(scene.chat.posted()).hasSize(before + 1);
    scene.send(new EscalateIncident(incident, 0, "look yourself"));
    scene.noted();
    scene.later(Duration.ofSeconds(5));
    scene.told();
    scene.chat.loseNextAnswer();
    scene.told();
    assertThat(scene.lines(incident)).containsOnlyOnce("Handed to a person: look yourself");
    assertThat(scene.shown(incident.value()).card().text()).contains("look yourself");
  }

  @Test
  @Order(7)
  void b15_aRemovedMessageIsPostedAnewOnce() {
    var incident = scene.opened("removed");
    scene.told();
    var first = scene.shown(incident.value()).reference();
    scene.chat.remove(first);
    scene.send(new EscalateIncident(incident, 0, "once"));
    scene.told();
    var second = scene.shown(incident.value());
    assertThat(second.reference()).isNotEqualTo(first);
    assertThat(second.card().text()).contains("once");

    scene.chat.remove(second.reference());
    scene.server.post(approver, "/api/v1/incidents/" + incident + "/acknowledge", Map.of());
    scene.told();
    assertThat(scene.find(incident.value())).isEmpty();
    var post = scene.posts.find(incident.value()).orElseThrow();
    assertThat(post.trouble()).isNotNull();
    assertThat(messages(incident)).contains("REMOVED", "failing");
    scene.later(Duration.ofSeconds(61));
    var check =
        new ChannelChecks(scene.chats(), scene.posts, scene.clock())
            .all().stream().filter(it -> it.name().equals("delivery")).findFirst().orElseThrow();
    assertThat(check.health().get().detail()).contains(" not told", "REMOVED for more");
  }

  private String messages(IncidentId incident) {
    return scene.server.get(approver, "/api/v1/conversations?incident=" + incident).text();
  }

  @Test
  @Order(8)
  void whatWasOverlookedIsFound() {
    var incident = scene.opened("overlooked");
    scene.told();
    var _ =
        scene
            .ledger
            .transactions()
            .call(
                sql ->
                    sql.execute(
                        "delete from conversation_post where incident = ?", incident.value()));
    scene.delivery.sweep().round();
    scene.told();
    assertThat(scene.posts.find(incident.value()).orElseThrow().isDelivered()).isTrue();
  }

  @Test
  @Order(8)
  void whatTheViewsDoNotKnowYetStaysWanted() {
    open("inc_unknown", "C-all");
    var _ = scene.told();
    var post = scene.posts.find("inc_unknown").orElseThrow();
    assertThat(post.progress().isBehind()).isTrue();
    assertThat(post.trouble()).isNull();
    forget("inc_unknown");
  }

  @Test
  @Order(8)
  void whoHasAnotherAccountIsWrittenToThere() {
    var account = new AtomicReference<>("old");
    Set.of("old", "new").forEach(it -> scene.chat.asides().member("T1", it, Standing.FULL));
    var lookup =
        new ChannelLookup(
            (_, _) -> Optional.of(new ConversationPerson("T1", account.get())),
            new ConversationOutbox(scene.ledger.transactions()));
    open("inc_direct", ConversationPost.DIRECT + "usr_0123456789abcdef");
    var post = scene.posts.find("inc_direct").orElseThrow();
    forget("inc_direct");
    var known =
        new ChannelState(post.connection(), post.channel(), "direct-T1-old", null, null, null);
    var claim = new ChannelClaim(UUID.randomUUID(), known, post);
    account.set("new");
    assertThat(lookup.id(claim, scene.chat)).isEqualTo(Outcome.ok("direct-T1-new"));
  }

  private void open(String key, String channel) {
    long head = scene.ledger.head();
    var wanted = new ConversationPosts.Wanted(key, key, key, ChatScene.SYSTEM, channel, head, head);
    assertThat(scene.posts.open(wanted, scene.now())).isTrue();
  }

  private void forget(String key) {
    var _ =
        scene
            .ledger
            .transactions()
            .call(sql -> sql.execute("delete from conversation_post where post = ?", key));
  }

  @Test
  @Order(9)
  void b11_aStormAgainstALimitLosesNothingAndDoesNotPress() {
    int before = scene.chat.posted().size();
    scene.chat.failWith(LIMITED);
    var incidents = IntStream.range(0, 300).mapToObj(i -> scene.opened("storm-" + i)).toList();
    var id = ChatScene.remediation();
    var plan = scene.asked(incidents.getLast(), id, "low");
    scene.noted();
    double limited = limited();
    for (int second = 0; second < 300; second++) {
      scene.delivery.pump().sendNext();
      scene.later(Duration.ofSeconds(1));
    }
    scene.chat.failWith(null);
    assertThat(limited() - limited).as("as often as the other side lets").isBetween(5.0, 10.0);
    assertThat(scene.decide(approver, id, plan, "approve").status()).isEqualTo(200);
    scene.noted();
    int most = 0;
    for (int second = 0; second < 3_000 && isBehind(incidents); second++) {
      int had = sent();
      while (scene.delivery.pump().sendNext()) {
        // the channel is taken then
      }
      most = Math.max(most, sent() - had);
      scene.later(Duration.ofSeconds(1));
    }
    scene.told();
    assertThat(most).as("messages a second").isOne();
    assertThat(scene.chat.posted()).hasSize(before + 301);
    assertThat(scene.shown(id.value()).card().title()).startsWith("Approved: ");
    assertThat(acts(scene.shown(id.value()))).isEmpty();
  }

  private boolean isBehind(List<IncidentId> incidents) {
    return !scene.posts.undelivered(incidents.size()).stream()
        .allMatch(it -> it.trouble() != null && it.generation() > 1);
  }

  private double limited() {
    return scene
        .server
        .bean(MeterRegistry.class)
        .counter("countersign.conversation.rate.limited", "connection", ChatScene.SYSTEM)
        .count();
  }

  private int sent() {
    return scene.chat.posted().stream().mapToInt(it -> 1 + it.edits() + it.replies().size()).sum();
  }

  @Test
  @Order(10)
  void twoServersSendEachMessageOnce() throws Exception {
    int before = scene.chat.posted().size();
    var incidents = IntStream.range(0, 20).mapToObj(i -> scene.opened("both-" + i)).toList();
    scene.noted();
    var pumps = List.of(scene.delivery.pump(), scene.another().pump());
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int second = 0; second < 60; second++) {
        var rounds = new ArrayList<java.util.concurrent.Future<Boolean>>();
        pumps.forEach(it -> rounds.add(threads.submit(it::sendNext)));
        for (var round : rounds) {
          var _ = round.get();
        }
        scene.later(Duration.ofSeconds(1));
      }
    }
    scene.told();
    assertThat(scene.chat.posted()).hasSize(before + incidents.size());
    var seen = new HashSet<String>();
    incidents.forEach(it -> seen.add(scene.shown(it.value()).reference().id()));
    assertThat(seen).hasSize(incidents.size());
  }

  @Test
  @Order(11)
  void b9_b15_inAClosedChannelApproversAreAskedAloneAndAllCopiesEnd() {
    var incident = scene.opened("archived");
    var id = ChatScene.remediation();
    scene.told();
    scene.chat.close("C-all", ChannelStanding.Kind.ARCHIVED);
    Plan plan = scene.asked(incident, id, "low");
    scene.told();
    var copy = copies(id).getFirst();
    assertThat(copy.channel()).startsWith(ConversationPost.DIRECT);
    assertThat(acts(scene.shown(copy.key()))).containsExactly("approve", "deny", "evidence");
    assertThat(scene.shown(copy.key()).channel()).startsWith("direct-");
    assertThat(events("conversation.delivery-failed")).isEqualTo(1);
    assertThat(new ChannelChecks(scene.chats(), scene.posts, scene.clock()).all())
        .filteredOn(it -> it.kind().equals("channel"))
        .singleElement()
        .satisfies(it -> assertThat(it.health().get().detail()).contains("archived"));
    assertThat(new ChannelChecks(scene.chats(), scene.posts, scene.clock()).all())
        .filteredOn(it -> it.name().equals("delivery"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.health().get().detail())
                    .contains("ARCHIVED", "asked by direct message"));

    scene.send(new ExpireApproval(id), Instant.now().plusSeconds(4_000));
    scene.told();
    assertThat(copies(id))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(scene.shown(it.key()).card().title()).startsWith("Expired: ");
              assertThat(acts(scene.shown(it.key()))).isEmpty();
            });
    assertThat(plan.digest().hex()).isEqualTo(fact(scene.shown(copy.key()), "Plan digest"));
    assertThat(references("remediations/" + id)).doesNotContain("\"chat\"");
  }

  @Test
  @Order(12)
  void whatOneAccountWasShownIsShownToTheNextAnewAndEditedNoMore() {
    var incident = scene.opened("moved");
    var id = ChatScene.remediation();
    scene.told();
    scene.chat.close("C-all", ChannelStanding.Kind.ARCHIVED);
    Plan _ = scene.asked(incident, id, "low");
    scene.told();
    var copy = copies(id).getFirst();
    var before = scene.shown(copy.key());
    var person = copy.channel().substring(ConversationPost.DIRECT.length());
    scene.chat.asides().member("T1", "other-" + person, Standing.FULL);
    scene.accounts.put(person, "other-" + person);
    scene.send(new ExpireApproval(id), Instant.now().plusSeconds(4_000));
    scene.told();
    var after = scene.shown(copy.key());
    assertThat(after.channel()).isNotEqualTo(before.channel()).contains("other-");
    assertThat(after.card().title()).startsWith("Expired: ");
    assertThat(
            scene.chat.posted().stream()
                .filter(it -> it.reference().isSameThing(before.reference())))
        .allSatisfy(it -> assertThat(it.card().title()).doesNotStartWith("Expired"));
    scene.accounts.clear();
  }

  @Test
  @Order(13)
  void aClaimThatIsRenewedIsNobodyElses() {
    open("inc_renewed", "C-renewed");
    var outbox = new ConversationOutbox(scene.ledger.transactions());
    var now = scene.now().plusSeconds(5);
    var claimed = outbox.claim(UUID.randomUUID(), now, now.plusSeconds(60)).orElseThrow();
    outbox.hold(claimed, now.plusSeconds(110));
    assertThat(
            outbox
                .claim(UUID.randomUUID(), now.plusSeconds(61), now.plusSeconds(120))
                .filter(it -> it.post().key().equals(claimed.post().key())))
        .isEmpty();
    outbox.finish(claimed, new DeliveryStep.Unchanged(true), false, now);
    forget("inc_renewed");
  }

  /** A request for evidence is for all who look, and no other note is. */
  @Test
  @Order(9)
  void aRequestForEvidenceIsALineOfTheThread() {
    var incident = scene.opened("questioned");
    scene.told();
    scene.noted(incident, "More evidence is asked for, about " + incident + ": since\nwhen?");
    scene.noted(incident, "what nobody else has to read");
    scene.told();
    assertThat(scene.lines(incident))
        .anyMatch(
            it -> it.endsWith("More evidence is asked for, about " + incident + ": since when?"))
        .noneMatch(it -> it.contains("nobody else"));
  }

  /** However long it was closed. */
  @Test
  @Order(14)
  void inAChannelThatIsOpenAgainACardIsRightSoonAndAtTheNextStepAtOnce() {
    scene.chat.open("C-all");
    scene.later(Duration.ofMinutes(3)); // nobody holds it any more
    var incident = scene.opened("reopened");
    var id = ChatScene.remediation();
    Plan _ = scene.asked(incident, id, "low");
    scene.told();
    assertThat(acts(scene.shown(id.value()))).contains("approve");

    scene.chat.close("C-all", ChannelStanding.Kind.ARCHIVED);
    scene.send(new ExpireApproval(id), Instant.now().plusSeconds(4_000));
    scene.noted();
    closedFor(Duration.ofMinutes(30));
    assertThat(acts(scene.shown(id.value()))).as("nobody can change it").contains("approve");
    scene.chat.open("C-all");
    scene.later(Duration.ofSeconds(30));
    drained();
    scene.later(Duration.ofSeconds(2));
    drained();
    assertThat(scene.shown(id.value()).card().title()).startsWith("Expired: ");
    assertThat(acts(scene.shown(id.value()))).isEmpty();

    scene.told();
    scene.chat.close("C-all", ChannelStanding.Kind.ARCHIVED);
    scene.send(new EscalateIncident(incident, 0, "look yourself"));
    scene.noted();
    closedFor(Duration.ofMinutes(30));
    scene.chat.open("C-all");
    scene.server.post(approver, "/api/v1/incidents/" + incident + "/acknowledge", Map.of());
    scene.noted();
    drained();
    assertThat(scene.shown(incident.value()).card().title()).contains("acknowledged");
  }

  private void closedFor(Duration time) {
    for (int i = 0; i < time.toSeconds(); i += 10) {
      drained();
      scene.later(Duration.ofSeconds(10));
    }
    drained();
  }

  private void drained() {
    while (scene.delivery.pump().sendNext()) {
      // the next one
    }
  }

  private List<ConversationPost> copies(RemediationId id) {
    return scene.posts.of(incidentOf(id)).stream()
        .filter(it -> it.isDirect() && it.card().equals(id.value()))
        .toList();
  }

  private String incidentOf(RemediationId id) {
    return scene.posts.find(id.value()).orElseThrow().incident();
  }

  private long events(String type) {
    return scene
        .ledger
        .transactions()
        .call(
            sql ->
                sql.first(
                        "select count(*) as many from event where payload_type = ?",
                        row -> row.longValue("many"),
                        type)
                    .orElse(0L));
  }

  /** The same words as the command line has them; what happens to a ticket is shown by itself. */
  @Test
  @Order(2)
  void ticketsAreOnTheCardsOfTheIncidentAndOfItsPlan() {
    var incident = scene.opened("ticketed");
    var remediation = ChatScene.remediation();
    scene.asked(incident, remediation, "low");
    scene.told();
    assertThat(fact(scene.shown(remediation.value()), "Tickets")).isEmpty();
    scene.send(new WantTicket(TicketLinkId.of("snow", remediation), "change-request", "changes"));
    var issue = TicketLinkId.of("jira", incident);
    scene.send(new WantTicket(issue, "incident", "all"));
    for (int i = 0; i < 3; i++) {
      scene.send(new RecordFailure(issue, "REFUSED", "403", false, Instant.now()));
    }
    scene.told();
    var pending = "jira: pending, 3rd try, last error REFUSED: 403";
    assertThat(fact(scene.shown(incident.value()), "Tickets")).isEqualTo(pending);
    assertThat(fact(scene.shown(remediation.value()), "Tickets"))
        .isEqualTo("snow: pending\nincident: " + pending);
    var answer = scene.server.get(approver, "/api/v1/remediations/" + remediation).json();
    assertThat(answer.at("/tickets/0/words").asString()).isEqualTo("pending");
    assertThat(answer.at("/incidentTickets/0/words").asString())
        .isEqualTo("pending, 3rd try, last error REFUSED: 403");
    assertThat(acts(scene.shown(remediation.value()))).contains("approve", "deny");
  }
}
