package io.countersign.connectors.memory;

import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.testing.ConversationContract;
import io.countersign.domain.Reference;
import java.util.List;

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
}
