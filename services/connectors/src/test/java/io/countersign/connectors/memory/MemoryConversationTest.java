package io.countersign.connectors.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding.Kind;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity;
import io.countersign.connectors.spi.conversation.ConversationInbox.Reading.Read;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.testing.ConversationContract;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryConversationTest extends ConversationContract {
  private final MemoryConversation conversation = new MemoryConversation("chat", CHANNEL);

  @Override
  protected Conversation conversation() {
    return conversation;
  }

  @Override
  protected List<Posted> seen() {
    return conversation.posted();
  }

  @Override
  protected void loseNextAnswer() {
    conversation.loseNextAnswer();
  }

  @Override
  protected void removed(Reference posted) {
    conversation.remove(posted);
  }

  @Override
  protected void down() {
    conversation.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
  }

  @Override
  protected ConversationPerson person(Standing standing) {
    return conversation.asides().member("T0ACME0001", "U0" + standing, standing);
  }

  @Override
  protected List<String> told(ConversationPerson person) {
    return Stream.concat(
            conversation.asides().told().stream(), conversation.asides().answered().stream())
        .map(MemoryAsides.Aside::text)
        .toList();
  }

  @Override
  protected String answerAddress(ConversationPerson person) {
    return conversation.asides().answerAddress();
  }

  @Override
  protected String trigger(ConversationPerson person) {
    return conversation.asides().trigger();
  }

  @Override
  protected List<String> forms(ConversationPerson person) {
    return conversation.asides().forms().stream().map(ConversationForm::text).toList();
  }

  @Override
  protected void closed(Kind why) {
    conversation.close(CHANNEL, why);
  }

  /** What tests of others go by: a delivery is authentic as it was made, and not otherwise. */
  @Test
  void deliveriesAreAuthenticAsTheyWereMade() {
    var now = Instant.ofEpochSecond(1_700_000_000);
    var request = new ConversationRequest.Unheeded(new ConversationPerson("T1", "U1"), "x");
    var inbox = conversation.inbox();
    var delivery = inbox.deliver(request, now);
    assertThat(inbox.authenticate(delivery.headers(), delivery.body(), now))
        .isInstanceOf(Authenticity.Authentic.class)
        .isEqualTo(inbox.authenticate(delivery.headers(), delivery.body(), now));
    assertThat(inbox.read(delivery.headers(), delivery.body())).isEqualTo(new Read(request));
    assertThat(inbox.authenticate(delivery.headers(), new byte[1], now))
        .isInstanceOf(Authenticity.Forged.class);
    assertThat(inbox.authenticate(delivery.headers(), delivery.body(), now.plusSeconds(301)))
        .isInstanceOf(Authenticity.Forged.class);
    assertThat(inbox.authenticate(Map.of(), delivery.body(), now))
        .isInstanceOf(Authenticity.Forged.class);
  }
}
