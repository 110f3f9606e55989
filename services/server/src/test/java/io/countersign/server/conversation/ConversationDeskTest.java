package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.TestServer;
import io.countersign.server.conversation.PressValue.Act;
import io.countersign.server.conversation.PressValue.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people press and type in a chat: who they are decides the link, what is allowed the law. */
class ConversationDeskTest {
  private final ChatStage stage = new ChatStage(TestServer.withoutLoops());

  @Test
  void aPressOnALowRiskIsTheLinkedPersonsDecisionWithItsEvidence() {
    var id = stage.waiting("low", 2);
    var told =
        stage.said(
            stage.press(
                stage.approver(), stage.value(Act.APPROVE, id.value(), stage.plan.digest())));
    assertThat(told).startsWith("Recorded: approve");
    assertThat(stage.record(id)).contains("remediation.approval-granted", "\"CHAT\"", "use_");
    assertThat(stage.audit("type=access.account-used"))
        .contains(
            id.value(),
            ChatStage.MESSAGE,
            ChatStage.CHANNEL,
            stage.plan.digest().hex(),
            "\"skewMillis\":12");
  }

  @Test
  void aReplayIsAnsweredAndDoesNothing() {
    var id = stage.waiting("low", 2);
    var delivery =
        stage.delivery(
            stage.press(
                stage.approver(), stage.value(Act.APPROVE, id.value(), stage.plan.digest())));
    assertThat(ChatStage.text(stage.desk.hear(stage.chat, delivery))).startsWith("Recorded");
    long before = stage.fromChats();
    assertThat(before).isPositive();
    assertThat(ChatStage.text(stage.desk.hear(stage.chat, delivery))).isEmpty();
    assertThat(stage.fromChats()).isEqualTo(before);
  }

  @Test
  void doubledPressesAreOneDecision() throws Exception {
    var id = stage.waiting("low", 2);
    var by = stage.approver();
    var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
    List<Callable<String>> both =
        List.of(
            () ->
                ChatStage.text(stage.desk.hear(stage.chat, stage.delivery(stage.press(by, value)))),
            () ->
                ChatStage.text(
                    stage.desk.hear(stage.chat, stage.delivery(stage.press(by, value)))));
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var it : threads.invokeAll(both)) {
        assertThat(it.get()).startsWith("Recorded");
      }
    }
    assertThat(stage.record(id).split("remediation.approval-granted", -1)).hasSize(2);
  }

  /** Each person's approval of each plan comes twice at the same moment, in two deliveries. */
  @Test
  void doubledApprovalsAreOneDecisionEach() throws Exception {
    var people = Stream.generate(stage::approver).limit(10).toList();
    var plans = Stream.generate(() -> stage.waiting("low", 20)).limit(20).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var id : plans) {
        var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
        for (var by : people) {
          Callable<String> press =
              () ->
                  ChatStage.text(
                      stage.desk.hear(stage.chat, stage.delivery(stage.press(by, value))));
          for (var told : threads.invokeAll(List.of(press, press))) {
            assertThat(told.get()).startsWith("Recorded");
          }
        }
      }
    }
    for (var id : plans) {
      assertThat(stage.record(id).split("remediation.approval-granted", -1))
          .hasSize(people.size() + 1);
    }
  }

  /** The same signed request twice at once is one delivery, whichever transaction is the first. */
  @Test
  void aDeliveryThatComesTwiceAtOnceIsHeardOnce() throws Exception {
    var id = stage.waiting("low", 20);
    var by = stage.approver();
    var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        var delivery = stage.delivery(stage.press(by, value));
        Callable<String> heard = () -> ChatStage.text(stage.desk.hear(stage.chat, delivery));
        var told = new ArrayList<String>();
        for (var it : threads.invokeAll(List.of(heard, heard, heard))) {
          told.add(it.get());
        }
        assertThat(told.stream().filter(String::isEmpty)).hasSize(2);
        assertThat(told.stream().filter(it -> it.startsWith("Recorded"))).hasSize(1);
      }
    }
  }

  @Test
  void s5_whoMayNotDecideIsRefusedByTheLawAndOnTheRecord() {
    var id = stage.waiting("low", 1);
    var viewer =
        stage.linked(stage.server.invited("v" + UUID.randomUUID(), "viewer"), Standing.FULL);
    assertThat(
            stage.said(
                stage.press(viewer, stage.value(Act.APPROVE, id.value(), stage.plan.digest()))))
        .startsWith("Refused (FORBIDDEN)");
    assertThat(stage.record(id)).contains("remediation.attempt-refused", "FORBIDDEN", "CHAT");
  }

  /** It's the person who is judged, whichever of their accounts they press with. */
  @Test
  void s5_whoProposedAPlanApprovesItByNoneOfTheirAccounts() {
    var bearer = stage.server.invited("o" + UUID.randomUUID(), "approver", "responder");
    var id = stage.proposedBy(stage.principal(bearer));
    var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
    var first = stage.linked(bearer, Standing.FULL);
    assertThat(stage.said(stage.press(first, value)))
        .startsWith("Refused (SOD_REQUESTER)")
        .contains("proposed a plan");
    var link =
        stage.server.get(bearer, "/api/v1/me/links").json().path("items").path(0).path("link");
    assertThat(stage.server.delete(bearer, "/api/v1/me/links/" + link.asString()).status())
        .isEqualTo(200);
    var second = stage.linked(bearer, Standing.FULL);
    assertThat(stage.said(stage.press(second, value))).startsWith("Refused (SOD_REQUESTER)");
    assertThat(stage.record(id))
        .contains("remediation.attempt-refused", "SOD_REQUESTER", "CHAT")
        .doesNotContain("approval-granted");
    assertThat(stage.said(stage.press(stage.approver(), value))).startsWith("Recorded: approve");
  }

  @Test
  void s6_whoIsNobodyIsToldHowToLinkAndDecidesNothing() {
    var id = stage.waiting("low", 1);
    var stranger = stage.memory.asides().member(stage.workspace, "U1", Standing.FULL);
    var press = stage.press(stranger, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    assertThat(stage.said(press))
        .startsWith("Refused (ACCOUNT_NOT_LINKED)")
        .contains("countersign link chat");
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  @Test
  void s7_guestsBotsAndOthersAreRefusedThoughLinked() {
    var id = stage.waiting("low", 1);
    for (var standing :
        List.of(Standing.GUEST, Standing.BOT, Standing.DEACTIVATED, Standing.FOREIGN)) {
      var bearer = stage.server.invited("g" + UUID.randomUUID(), "approver");
      var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
      assertThat(stage.said(stage.press(stage.linked(bearer, standing), value)))
          .startsWith("Refused (NOT_A_MEMBER)");
    }
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  @Test
  void whereTheChatCannotBeAskedNothingIsDecided() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    stage.memory.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "away"));
    assertThat(
            stage.said(stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()))))
        .isEqualTo(ChatCommands.NOT_RECORDED);
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  /** What decides nothing may rest on what the chat said a moment ago; a decision may not. */
  @Test
  void whoWasDeactivatedAMomentAgoDecidesNothingAndWhoIsBackDoesAtOnce() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    var approve = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
    var acknowledge = stage.value(Act.ACKNOWLEDGE, stage.plan.incident().value(), null);
    assertThat(stage.said(stage.press(by, acknowledge))).startsWith("Recorded");
    stage.memory.asides().member(stage.workspace, by.id(), Standing.DEACTIVATED);
    assertThat(stage.said(stage.press(by, approve))).startsWith("Refused (NOT_A_MEMBER)");
    assertThat(stage.said(stage.press(by, stage.value(Act.DENY, id.value(), stage.plan.digest()))))
        .startsWith("Refused (NOT_A_MEMBER)");
    assertThat(stage.record(id)).doesNotContain("approval-granted");
    stage.memory.asides().member(stage.workspace, by.id(), Standing.FULL);
    assertThat(stage.said(stage.press(by, approve))).startsWith("Recorded: approve");
  }

  /** It was asked a moment ago, and said that they are a member. */
  @Test
  void whereTheChatCannotBeAskedAnewNothingIsDecided() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    assertThat(stage.said(stage.typed(by, "status"))).startsWith("Open incidents");
    stage.memory.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "away"));
    assertThat(
            stage.said(stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()))))
        .isEqualTo(ChatCommands.NOT_RECORDED);
    assertThat(stage.record(id)).doesNotContain("approval-granted");
    assertThat(stage.said(stage.typed(by, "status"))).startsWith("Open incidents");
  }

  /** A link would be of no use to them. */
  @Test
  void aGuestIsToldThatTheyCannotAndNotHowToLink() {
    var id = stage.waiting("low", 1);
    var guest = stage.memory.asides().member(stage.workspace, "U5", Standing.GUEST);
    var press = stage.press(guest, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    assertThat(stage.said(press))
        .startsWith("Refused (NOT_A_MEMBER)")
        .contains("Guests", "wouldn't change that")
        .doesNotContain("countersign link");
    assertThat(stage.said(stage.typed(guest, "approvals")))
        .startsWith("Refused (NOT_A_MEMBER)")
        .doesNotContain("countersign link");
  }

  @Test
  void aMediumRiskTakesAReasonInAForm() {
    var id = stage.waiting("medium", 1);
    var by = stage.approver();
    assertThat(
            stage.said(stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()))))
        .isEmpty();
    var form = Eventually.get("a form", () -> stage.memory.asides().forms().stream().findFirst());
    assertThat(
            ChatStage.text(
                stage.desk.hear(
                    stage.chat,
                    stage.delivery(
                        new ConversationRequest.Submitted(
                            by, form.value(), Map.of("reason", "  "))))))
        .contains("needs a text");
    var sent =
        new ConversationRequest.Submitted(by, form.value(), Map.of("reason", "as it was before"));
    assertThat(stage.said(sent)).startsWith("Recorded: approve");
    assertThat(stage.record(id)).contains("approval-granted", "as it was before");
  }

  @Test
  void s13_aFormThatComesTooLateIsSaidSo() {
    var id = stage.waiting("medium", 1);
    var late =
        new ConversationRequest.Pressed(
            stage.approver(),
            ChatStage.CHANNEL,
            ChatStage.MESSAGE,
            stage.value(Act.APPROVE, id.value(), stage.plan.digest()),
            "too-old",
            stage.memory.asides().answerAddress());
    assertThat(stage.said(late)).isEmpty();
    var told = Eventually.get("it", () -> stage.memory.asides().answered().stream().findFirst());
    assertThat(told.text()).contains("in time", "countersign approve " + id);
  }

  @Test
  void aHighRiskIsApprovedElsewhereAlsoByAForgedForm() {
    for (var risk : List.of("high", "critical")) {
      var id = stage.waiting(risk, 1);
      var by = stage.approver();
      var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
      assertThat(stage.said(stage.press(by, value)))
          .startsWith("Refused (APPROVE_ELSEWHERE)")
          .endsWith("countersign approve " + id);
      var forged =
          new ConversationRequest.Submitted(
              by,
              value + " " + ChatStage.CHANNEL + " " + ChatStage.MESSAGE,
              Map.of("reason", "please"));
      assertThat(stage.said(forged)).startsWith("Refused (APPROVE_ELSEWHERE)");
      assertThat(stage.record(id)).contains("APPROVE_ELSEWHERE").doesNotContain("approval-granted");
    }
  }

  @Test
  void aButtonOfAnotherCardPlanOrActIsNothing() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    var good = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
    var denial = stage.value(Act.DENY, id.value(), stage.plan.digest());
    var elsewhere =
        PressValue.sealed(
                stage.memory.inbox(),
                Act.APPROVE,
                id.value(),
                stage.plan.digest(),
                new Place("C2", stage.card))
            .orElseThrow()
            .text();
    var swapped = denial.replace(".deny.", ".approve.");
    for (var bad : List.of(elsewhere, swapped, "v1.approve", "approve plan 7")) {
      assertThat(stage.said(stage.press(by, bad))).startsWith("Refused (PRESS_INVALID)");
    }
    var older = stage.value(Act.APPROVE, id.value(), Remediations.digest("an older plan"));
    assertThat(stage.said(stage.press(by, older))).startsWith("Refused (DIGEST_MISMATCH)");
    assertThat(stage.record(id)).doesNotContain("approval-granted");
    assertThat(stage.said(stage.press(by, good))).startsWith("Recorded");
  }

  @Test
  void aMessageThatIsNotKnownYetIsToBeTriedAgain() {
    var id = stage.waiting("low", 1);
    var early = stage.desk((_, _, _) -> Optional.empty());
    var press =
        stage.press(stage.approver(), stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    assertThat(ChatStage.text(early.hear(stage.chat, stage.delivery(press))))
        .isEqualTo(ChatCommands.NOT_RECORDED);
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  /** The administrator is faster: nothing is decided by an account that is nobody's. */
  @Test
  void anAccountThatIsTakenAwayWhileAPressIsUnderWayDecidesNothing() {
    var id = stage.waiting("low", 1);
    var bearer = stage.server.invited("u" + UUID.randomUUID(), "approver");
    var by = stage.linked(bearer, Standing.FULL);
    var link =
        stage.server.get(bearer, "/api/v1/me/links").json().path("items").path(0).path("link");
    var meanwhile =
        stage.desk(
            (connection, channel, message) -> {
              var path = "/api/v1/me/links/" + link.asString();
              assertThat(stage.server.delete(bearer, path).status()).isEqualTo(200);
              return stage.cards.keyOf(connection, channel, message);
            });
    var press = stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    assertThat(ChatStage.text(meanwhile.hear(stage.chat, stage.delivery(press))))
        .startsWith("Refused (ACCOUNT_NOT_LINKED)");
    assertThat(stage.record(id)).doesNotContain("approval-granted");
    stage.recorded("type=access.attempt-refused", "approve " + id.value() + " in chat");
  }

  @Test
  void incidentsAreAcknowledgedAndTakenOver() {
    var _ = stage.waiting("low", 1);
    var by = stage.approver();
    var incident = stage.plan.incident().value();
    assertThat(stage.said(stage.press(by, stage.value(Act.ACKNOWLEDGE, incident, null))))
        .startsWith("Recorded");
    assertThat(stage.said(stage.press(by, stage.value(Act.TAKE_OVER, incident, null))))
        .startsWith("Recorded");
    assertThat(stage.audit("aggregate=" + incident))
        .contains("incident.acknowledged", "incident.assigned");
  }

  @Test
  void evidenceIsAskedForByANoteThatAllSee() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    assertThat(
            stage.said(stage.press(by, stage.value(Act.EVIDENCE, id.value(), stage.plan.digest()))))
        .isEmpty();
    var form = Eventually.get("a form", () -> stage.memory.asides().forms().stream().findFirst());
    var sent = new ConversationRequest.Submitted(by, form.value(), Map.of("reason", "since when?"));
    assertThat(stage.said(sent)).startsWith("Recorded: evidence");
    assertThat(stage.audit("aggregate=" + stage.plan.incident().value()))
        .contains("incident.noted");
  }

  @Test
  void s42_whatIsTypedIsReadWithinSightAndDecidesNothing() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    assertThat(stage.said(stage.typed(by, "approvals")))
        .contains(id.value(), "rollback service/rig/checkout-api", "low risk, until ");
    assertThat(stage.said(stage.typed(by, "status"))).startsWith("Open incidents:");
    assertThat(stage.said(stage.typed(by, "incidents"))).contains("inc_");
    assertThat(stage.said(stage.typed(by, "approve plan 7")))
        .startsWith("There is no such command");
    assertThat(
            stage.said(
                stage.typed(
                    stage.memory.asides().member(stage.workspace, "U7", Standing.FULL),
                    "approvals")))
        .startsWith("Refused (ACCOUNT_NOT_LINKED)");
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  @Test
  void aCodeIsTypedOnceAndWrongOnesAreCounted() {
    var stranger = stage.memory.asides().member(stage.workspace, "U8", Standing.FULL);
    for (int i = 0; i < 5; i++) {
      assertThat(stage.said(stage.typed(stranger, "link AAAA-BBBB-CCC" + (i + 2))))
          .startsWith("Refused (LINK_CODE_WRONG)");
    }
    assertThat(stage.said(stage.typed(stranger, "link AAAA-BBBB-CCCC")))
        .startsWith("Refused (TOO_MANY_REQUESTS)");
    assertThat(stage.server.bean(LinkedAccounts.class).personOf("chat", stage.workspace, "U8"))
        .isEmpty();
  }

  /**
   * As the slash command answers it; what isn't a word of its own is answered by where it's said.
   */
  @Test
  void aMentionIsAnsweredAsTheSlashCommandIs() {
    var _ = stage.waiting("low", 1);
    var by = stage.approver();
    for (var it : List.of("status", " Approvals please", "help")) {
      assertThat(
              stage.said(
                  new ConversationRequest.Mentioned(
                      by, ChatStage.CHANNEL, "17.3", "17.3", "Ev" + it + stage.workspace, it)))
          .isEmpty();
    }
    Eventually.holds("all are answered", () -> stage.memory.asides().told().size() == 3);
    assertThat(stage.memory.asides().told())
        .extracting(it -> it.text())
        .anyMatch(it -> it.startsWith("Open incidents: ") && it.contains(" critical"))
        .anyMatch(it -> it.contains("low risk"))
        .anyMatch(it -> it.startsWith("/countersign status"));
  }

  @Test
  void aMentionInAnIncidentsThreadTellsHowItIs() {
    var id = stage.waiting("low", 1);
    var by = stage.approver();
    var mention =
        new ConversationRequest.Mentioned(
            by, ChatStage.CHANNEL, "17.2", ChatStage.MESSAGE, "Ev" + stage.workspace, "?");
    assertThat(stage.said(mention)).isEmpty();
    var told = Eventually.get("it", () -> stage.memory.asides().told().stream().findFirst());
    assertThat(told.text()).contains(stage.plan.incident().value(), id.value());
    assertThat(stage.said(mention)).as("the same event, delivered again").isEmpty();
    assertThat(stage.memory.asides().told()).hasSize(1);
  }
}
