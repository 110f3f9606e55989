package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.PrincipalId;
import java.util.Optional;

/** The accounts of people in chats, for who has to be told something alone. */
@FunctionalInterface
public interface DirectAccounts {
  /**
   * @param connection the conversation's configured name
   * @return empty for who isn't linked there
   */
  Optional<ConversationPerson> of(PrincipalId person, String connection);
}
