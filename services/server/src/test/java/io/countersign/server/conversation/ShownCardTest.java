package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.conversation.DeliveryStep;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.server.TestServer;
import io.countersign.server.conversation.PressValue.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Whoever presses on a card had its plan in front of them since the card was there. */
class ShownCardTest {
  private static final int DWELL_SECONDS = 60;

  private final ChatStage stage = new ChatStage(TestServer.withoutLoops());
  private final RemediationId id = stage.waiting(read());
  private final ConversationPerson by = stage.approver();

  private static PolicyDecision.Approval read() {
    var safeguards = new PolicyDecision.Safeguards(Set.of(), 0, DWELL_SECONDS, false);
    return new PolicyDecision.Approval(
        "low", 2, Set.of(Role.APPROVER), Set.of(), 900, 1800, 3600, safeguards);
  }

  /** As the pump does it: it's wanted, claimed, and there. */
  private void posted(String card, Instant at) {
    var channel = "C" + UUID.randomUUID();
    var wanted =
        new ConversationPosts.Wanted(
            stage.card, card, stage.plan.incident().value(), "chat", channel, 1, 1);
    assertThat(stage.server.bean(ConversationPosts.class).open(wanted, at)).isTrue();
    var outbox = new ConversationOutbox(stage.server.bean(Transactions.class));
    var claim = outbox.claim(UUID.randomUUID(), at, at.plusSeconds(60)).orElseThrow();
    assertThat(claim.post().key()).isEqualTo(stage.card);
    var message =
        new Reference(
            "chat", "message", channel + ":" + ChatStage.MESSAGE, "https://chat.example.org/m");
    var there = new DeliveryStep.Posted(message, Digest.ofJson(card).hex(), true);
    outbox.finish(claim, there, true, at);
  }

  private String press() {
    return stage.said(stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest())));
  }

  @Test
  void whatWasThereForLongEnoughIsApproved() {
    posted(id.value(), Instant.now().minusSeconds(DWELL_SECONDS + 5));
    assertThat(press()).startsWith("Recorded: approve");
    assertThat(stage.record(id)).contains("approval-granted", "shownAt");
  }

  @Test
  void whatIsThereSinceAMomentAgoIsToBeReadFirst() {
    var at = Instant.now().minusSeconds(5);
    posted(id.value(), at);
    assertThat(press())
        .startsWith("Refused (TOO_FAST)")
        .contains(
            "You can approve it from "
                + at.plusSeconds(DWELL_SECONDS).toString().split("\\.", -1)[0]);
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  /**
   * Each notes that it was shown, at the same moment: what is one's already is no other's fault.
   */
  @Test
  void threePressesAtOnceAreOneDecisionAndAllAreToldSo() throws Exception {
    posted(id.value(), Instant.now().minusSeconds(DWELL_SECONDS + 5));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        var person = stage.approver();
        var value = stage.value(Act.APPROVE, id.value(), stage.plan.digest());
        Callable<String> press = () -> stage.said(stage.press(person, value));
        var told = new ArrayList<String>();
        for (var it : threads.invokeAll(List.of(press, press, press))) {
          told.add(it.get());
        }
        assertThat(told).noneMatch(it -> it.startsWith("Not recorded"));
      }
    }
  }

  @Test
  void aCardOfAnotherPlanShowsNothingOfThisOne() {
    posted("rem_0123456789abcdef", Instant.now().minusSeconds(DWELL_SECONDS + 5));
    assertThat(press()).startsWith("Refused (TOO_FAST)").contains("weren't shown");
  }
}
