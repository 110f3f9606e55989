package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.connectors.memory.MemoryInbox;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.RefusalCode;
import io.countersign.server.TestServer;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.config.Connections;
import io.countersign.server.conversation.PressValue.Act;
import io.countersign.server.conversation.refused.PressChecks;
import io.countersign.server.conversation.refused.RefusedPresses;
import io.countersign.server.intake.SeenDeliveries;
import io.countersign.server.web.problem.RefusedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing of a delivery is looked at before it's known who sent it, and each is heard once. */
class ConversationEntranceTest {
  private final ChatStage stage = new ChatStage(TestServer.withoutLoops());
  private final MemoryInbox inbox = stage.memory.inbox();
  private final Instant now = Instant.now();
  private final RefusedPresses refusedPresses = new RefusedPresses();
  private final PressChecks checks = new PressChecks(refusedPresses);
  private final ConversationEntrance entrance =
      new ConversationEntrance(
          new ConversationConfiguration()
              .chats(
                  new Connections(List.of(stage.memory)),
                  stage.server.bean(ConversationMeter.class)),
          stage.desk,
          stage.server.bean(CoalescedRefusals.class),
          refusedPresses,
          stage.server.bean(SeenDeliveries.class),
          stage.server.bean(ConversationMeter.class),
          InstantSource.fixed(now));

  private void refused(MemoryInbox.Delivery it, RefusalCode code) {
    assertThatThrownBy(() -> entrance.take(null, it.headers(), it.body()))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private double count(String outcome) {
    return stage
        .server
        .bean(MeterRegistry.class)
        .counter("countersign.conversation.deliveries", "connection", "chat", "outcome", outcome)
        .count();
  }

  @Test
  void s1_aBodyThatIsChangedByOneByteIsRefusedAndCounted() {
    var id = stage.waiting("low", 1);
    var press =
        stage.press(stage.approver(), stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    var delivery = inbox.deliver(press, now);
    var body = delivery.body().clone();
    body[0] = (byte) (body[0] ^ 1);
    double before = count("forged");
    refused(new MemoryInbox.Delivery(delivery.headers(), body), RefusalCode.UNAUTHENTICATED);
    assertThat(count("forged")).isGreaterThan(before);
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  /** Whoever presses sees nothing of it; the doctor says it until one is right. */
  @Test
  void theDoctorSaysThatTheSigningSecretIsAnothers() {
    var press = new ConversationRequest.Unheeded(stage.approver(), "x");
    var delivery = inbox.deliver(press, now);
    var body = delivery.body().clone();
    body[0] = (byte) (body[0] ^ 1);
    assertThat(checks.all()).isEmpty();
    for (int i = 0; i < 2; i++) {
      refused(new MemoryInbox.Delivery(delivery.headers(), body), RefusalCode.UNAUTHENTICATED);
    }
    var check = checks.all().getFirst();
    assertThat(check.name()).isEqualTo("chat");
    assertThat(check.health().get().level()).isEqualTo(ConnectionHealth.Level.BROKEN);
    assertThat(check.health().get().detail())
        .startsWith("2 presses refused since ")
        .endsWith("SIGNATURE_WRONG: the signing secret isn't this app's");
    assertThat(stage.server.bean(SeenDeliveries.class).refused())
        .anyMatch(it -> it.from().equals("the chat chat"));
    assertThat(entrance.take("chat", delivery.headers(), delivery.body()).status()).isEqualTo(200);
    assertThat(checks.all()).isEmpty();
  }

  @Test
  void s2_anOldSignatureAndOneOfTheFutureAreRefused() {
    var stranger = new ConversationRequest.Unheeded(stage.approver(), "x");
    refused(inbox.deliver(stranger, now.minusSeconds(301)), RefusalCode.UNAUTHENTICATED);
    refused(inbox.deliver(stranger, now.plusSeconds(301)), RefusalCode.UNAUTHENTICATED);
    var good = inbox.deliver(stranger, now.minusSeconds(299));
    assertThat(entrance.take("chat", good.headers(), good.body()).status()).isEqualTo(200);
  }

  @Test
  void s3_theSameSignedRequestAgainIsAnsweredAndDoesNothing() {
    var id = stage.waiting("low", 2);
    var press =
        stage.press(stage.approver(), stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    var delivery = inbox.deliver(press, now);
    assertThat(entrance.take(null, delivery.headers(), delivery.body()).status()).isEqualTo(200);
    double before = count("replayed");
    assertThat(entrance.take(null, delivery.headers(), delivery.body()).status()).isEqualTo(200);
    assertThat(count("replayed")).isGreaterThan(before);
    assertThat(stage.record(id).split("remediation.approval-granted", -1)).hasSize(2);
  }

  @Test
  void anAddressOfNoConversationIsNone() {
    var delivery = inbox.deliver(new ConversationRequest.Unheeded(stage.approver(), "x"), now);
    assertThatThrownBy(() -> entrance.take("other", delivery.headers(), delivery.body()))
        .isInstanceOf(RefusedException.class);
  }

  /** Whichever way it comes, it's the same desk. */
  @Test
  void s18_overAConnectionOfOurOwnTheSameHolds() throws Exception {
    var id = stage.waiting("low", 2);
    var by = stage.approver();
    var chats =
        new ConversationConfiguration()
            .chats(
                new Connections(List.of(stage.memory)), stage.server.bean(ConversationMeter.class));
    var listening = new ConversationListening(chats, stage.desk, InstantSource.fixed(now));
    listening.start();
    var press = stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    assertThat(ChatStage.text(inbox.say("e1", press).orElseThrow()))
        .startsWith("Recorded: approve");
    assertThat(ChatStage.text(inbox.say("e1", press).orElseThrow())).as("a replay").isEmpty();
    assertThat(ChatStage.text(inbox.say("e2", press).orElseThrow()))
        .as("a press once more")
        .startsWith("Recorded before");
    listening.stop();
    assertThat(inbox.say(press)).isEmpty();
  }
}
