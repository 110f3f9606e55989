package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A chat that is slow to take what is said to people answers what decisions need all the same. */
class ChatTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MemoryConversation memory = new MemoryConversation("chat", "C1");
  private final Chat chat = new Chat(memory, new ConversationMeter(registry));

  @Test
  void whatIsSaidToPeopleTakesNoPlaceFromWhatIsAsked() {
    var member = memory.asides().member("T1", "U1", Standing.FULL);
    synchronized (memory) { // so that nothing that is said is taken meanwhile
      for (int i = 0; i < Chat.SAYINGS + 40; i++) {
        chat.tell("C1", member, "word " + i);
      }
      assertThat(chat.standing(member)).contains(Standing.FULL);
      assertThat(dropped()).isEqualTo(40);
    }
  }

  private double dropped() {
    return registry
        .counter("countersign.conversation.deliveries", "connection", "chat", "outcome", "unsaid")
        .count();
  }
}
